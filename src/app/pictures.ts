import type { Conventions, PictureHabit } from '../jekyll/index.ts'
import type { FolderSettings, MediaSettings } from '../jekyll/settings/settings.ts'

/** Where a picture goes, and what the post writes before and behind its name. */
export type PictureHome = Omit<PictureHabit, 'alt'>

/** Where pictures go as it is said, for all of them and for a key of the details. */
export interface SaidMedia {
  readonly media?: MediaSettings | undefined
  readonly fields?: FolderSettings['fields']
}

/**
 * Where the site's authors keep pictures: those in the text, or those that a key of the details names. A key's own
 * prefix stands, even where it hides the folder (a layout puts that before it); a key that no post has yet gets an
 * address from the root, because nothing is expanded there. `said`: what the configuration of another editor says, where
 * the posts do not show it.
 */
export function pictureHome(
  { picture, pictureKeys }: Conventions,
  key?: string,
  said: SaidMedia = {},
): PictureHome {
  if (key === undefined) return said.media ? homeIn(said.media, picture) : picture
  const own = pictureKeys.get(key)
  const media = said.fields?.find((field) => field.key === key)?.media ?? said.media
  if (!own && media) return { ...media, suffix: '', attributes: '' }
  const folder = own === undefined || own.folder === '' ? picture.folder : own.folder
  return { folder, prefix: own?.prefix ?? `/${folder}/`, suffix: '', attributes: '' }
}

/** The text's own address of the folder, where the one that is said leads elsewhere. */
function homeIn({ folder, prefix }: MediaSettings, { prefix: usual, attributes }: PictureHabit): PictureHome {
  const base = usual.startsWith('{{ site.baseurl }}') ? '{{ site.baseurl }}' : ''
  const leads = prefix.replaceAll(/^\/|\/$/g, '') === folder
  return { folder, prefix: leads && base === '' ? prefix : `${base}/${folder}/`, suffix: '', attributes }
}

/** How a post names a file of the blog; undefined where it lies in none of the folders that posts can name pictures in. */
export function addressIn(
  { folder, prefix, suffix }: Omit<PictureHome, 'attributes'>,
  path: string,
): string | undefined {
  const below = folder === '' ? '' : `${folder}/`
  return path.startsWith(below) ? prefix + spelled(path.slice(below.length)) + suffix : undefined
}

/** What would end an address, or be read as a sign of it. */
const spelled = (path: string): string => path.replaceAll(/[%#?]/g, encodeURIComponent)

/**
 * How a post, or a key of its details, names a picture of the blog; undefined where it cannot: what the layout puts before
 * that key's names leads into one folder.
 */
export function writtenAs(
  conventions: Conventions,
  path: string,
  key?: string,
): { readonly src: string; readonly ial: string } | undefined {
  const { folder, prefix, suffix, attributes } = pictureHome(conventions, key)
  const own = addressIn({ folder, prefix, suffix }, path)
  if (own !== undefined) return { src: own, ial: attributes }
  if (!prefix.endsWith(`${folder}/`)) return undefined
  return { src: prefix.slice(0, prefix.length - folder.length - 1) + spelled(path) + suffix, ial: attributes }
}

/** A picture of so many bytes is asked about before it is added: readers wait for it, and hosts may refuse it. */
export const largePicture = 10e6

/** A picture that is asked for, and by how many. */
interface Asked {
  readonly address: Promise<string | undefined>
  readonly controller: AbortController
  askers: number
}

/** Makes the object address of the picture at a path; undefined where there is none. */
type Make = (path: string, signal: AbortSignal) => Promise<string | undefined>

/** Object addresses (`blob:`) for the blog's pictures, each made once and kept until it is dropped. */
export class Pictures {
  readonly #make: Make
  readonly #asked = new Map<string, Asked>()

  constructor(make: Make) {
    this.#make = make
  }

  /**
   * The address of the picture at this path; undefined where there is none or its ending is no picture's. It ends in
   * `keptElsewhere` where the blog has only a pointer to it. `signal` takes the wish back: once nobody wants the picture
   * any more, it is not fetched, and the promise rejects.
   */
  find(path: string, signal?: AbortSignal): Promise<string | undefined> {
    const asked = this.#asked.get(path) ?? this.#ask(path)
    asked.askers += 1
    if (signal?.aborted === true) this.#giveUp(path, asked)
    signal?.addEventListener('abort', () => this.#giveUp(path, asked), { once: true })
    return asked.address
  }

  /** Forgets one picture (its bytes changed) or all. */
  drop(path?: string): void {
    const paths = path === undefined ? [...this.#asked.keys()] : [path]
    for (const dropped of paths) this.#forget(dropped)
  }

  #ask(path: string): Asked {
    const controller = new AbortController()
    const asked = { address: this.#make(path, controller.signal), controller, askers: 0 }
    this.#asked.set(path, asked)
    // what failed once may come the next time
    asked.address.catch(() => this.#asked.get(path) === asked && this.#asked.delete(path))
    return asked
  }

  #giveUp(path: string, asked: Asked): void {
    asked.askers -= 1
    if (asked.askers > 0 || this.#asked.get(path) !== asked) return
    asked.controller.abort()
    this.#forget(path)
  }

  /** Its address goes too, once it has come. */
  #forget(path: string): void {
    const asked = this.#asked.get(path)
    this.#asked.delete(path)
    asked?.address.then(
      (address) => address !== undefined && URL.revokeObjectURL(address),
      () => undefined,
    )
  }
}
