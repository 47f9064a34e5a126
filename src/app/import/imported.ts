import type { Post } from '../../jekyll/index.ts'

/** What a file says that becomes a post. */
export interface Imported {
  readonly title: string
  /** The post that the file is already: its details and its day; undefined of a file that knows no such thing. */
  readonly post?: Post
  readonly words: number
  readonly pictures: readonly File[]
  /** Pictures that the text names and that were not given along. */
  readonly missing: readonly string[]
  /** The post's text; `placed` says where each picture is now. */
  readonly body: (placed: ReadonlyMap<File, Placed>) => Promise<string>
}

/** How a picture that was added is written. */
export interface Placed {
  readonly src: string
  readonly ial: string
}

/** Why a file cannot become a post. */
export type Refusal = 'no-document' | 'unknown-kind' | 'too-large' | 'unreadable' | 'not-text'

/** A file's name without its ending and without the day before it, as words. */
export const titleOfName = (name: string): string =>
  name
    .replace(/\.[^.]*$/, '')
    .replace(/^\d{4}-\d{1,2}-\d{1,2}[-_ ]/, '')
    .replaceAll(/[-_]+/g, ' ')
    .trim()
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())

export const countWords = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu)?.length ?? 0

/** The file's name at the end of an address that leads to no host; empty where it names no file. */
export function fileNameIn(address: string): string {
  if (/^(?:[a-z][\w+.-]*:|\/\/|#)|\{/i.test(address)) return ''
  const name = /[^/\\]*$/.exec(address.replace(/[?#].*$/, ''))?.[0] ?? ''
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
