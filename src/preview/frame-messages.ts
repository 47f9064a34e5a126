import type { PageWords } from './page-words.ts'

/** What a page whose scripts run is handed, once, with a port for all that follows. */
export interface Handed {
  readonly html: string
  /** How far down it was scrolled before. */
  readonly top: number
}

/** To the page: scroll there, see `bring` of page-words.ts. */
export interface ToPage {
  readonly words?: PageWords
  readonly top: number
}

/** From the page; its scripts can say the same, so that all of it is only ever taken for a wish. */
export type FromPage =
  | { readonly settled: true }
  /** It is not hung in an endless script. */
  | { readonly alive: true }
  /** Something that its scripts asked for was refused. */
  | { readonly refused: true }
  /** Something that it takes from another host could not be fetched. */
  | { readonly unfetched: string }
  | { readonly top: number }
  | { readonly link: string }
  | { readonly words: PageWords; readonly clicked: number }
