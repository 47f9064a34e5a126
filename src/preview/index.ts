export { renderPage } from './render.ts'
export { showPage } from './frame.ts'
export type { Warning } from './plain-liquid.ts'
