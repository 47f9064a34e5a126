export { renderPlainPage } from './plain-page.ts'
export type { PlainWarning } from './plain-liquid.ts'
export { openSite, renderPage, type RenderedPage, type SiteRenderer } from './site-renderer.ts'
export type { Warning, WarningCode } from './warnings.ts'
