export type { Piece } from './render/pieces.ts'
export type { Call, Head, Line, Message, Question, Questions, SiteSketch, Told } from './messages.ts'
export {
  type ListPage,
  openSite,
  renderPage,
  type RenderedPage,
  type Served,
  type SiteRenderer,
} from './site-renderer.ts'
export type { Warning, WarningCode } from './warnings.ts'
