import type { Piece } from './render/pieces.ts'
import type { ListPage, RenderedPage, Served } from './site-renderer.ts'

/** A post, draft or document as far as the list knows it: its file, and the text of its details. */
export interface Head {
  readonly path: string
  readonly text: string
}

/** A site as it travels to the renderer: what the app knows of it already, so that no file is read for it again. */
export interface SiteSketch {
  readonly paths: readonly string[]
  /** In the order of the site's lists. */
  readonly posts: readonly Head[]
  readonly drafts: readonly Head[]
  readonly documents: readonly Head[]
  /** The files of the site's theme, where it was to be had; the app has them below `themeRoot`. */
  readonly theme?: readonly string[]
}

/** Before a path of the theme, where it is asked for. */
export const themeRoot = '.theme:'

/** What can be asked of the renderer, and what it answers. */
export interface Questions {
  /** The page of a file, with its newest text. */
  page: { readonly asked: readonly [path: string, text?: string]; readonly answer: RenderedPage }
  /** What pieces of a file's text are on its page, in their order. */
  pieces: {
    readonly asked: readonly [path: string, text: string, pieces: readonly Piece[]]
    readonly answer: readonly (string | undefined)[]
  }
  /** The page of the site that lists a post, with that post as it is now. */
  list: { readonly asked: readonly [path: string, text: string]; readonly answer: ListPage }
  /** Without compiling Sass, which may take long. */
  asset: { readonly asked: readonly [address: string]; readonly answer: Served | undefined }
  styles: { readonly asked: readonly [address: string]; readonly answer: Served | undefined }
  file: { readonly asked: readonly [address: string]; readonly answer: string | undefined }
}
export type Question = keyof Questions

export type Call = {
  [Q in Question]: { readonly id: number; readonly question: Q; readonly asked: Questions[Q]['asked'] }
}[Question]
/** Texts that the renderer asked for. */
export interface Sent {
  readonly read: number
  readonly texts: ReadonlyMap<string, Uint8Array> | { readonly error: string }
}
/** To the worker. */
export type Message = { readonly open: SiteSketch } | { readonly changed: readonly string[] } | Call | Sent

/** From the worker: an answer, files that it needs, how long it may be silent now. */
export type Told =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly read: number; readonly paths: readonly string[] }
  | { readonly patience: number }

/** One end of the line: a `Worker`, a worker's own global, a `MessagePort`. */
export interface Line {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
}
