export { renderPage } from './render.ts'
export type { Warning } from './plain-liquid.ts'
