import { captionAfter, type CaptionForm } from './captions.ts'

/** One `![alt](address){: attributes}` as it stands in a post. */
export interface PictureUse {
  /** The post's path. */
  readonly path: string
  readonly alt: string
  readonly address: string
  /** The attribute list with its braces, or empty. */
  readonly attributes: string
  /** The form of the line below that says what it shows. */
  readonly caption: CaptionForm | undefined
}

const picture =
  /!\[([^\]\n]{0,300})\]\([ \t]{0,9}((?:[^\s(){}"']|\{\{[^{}\n]{0,120}\}\}){1,500})(?:[ \t]{1,9}"[^"\n]{0,300}")?[ \t]{0,9}\)(\{:[^}\n]{0,300}\})?/g

/** The pictures of a text; a sample to learn habits from, not a parser. */
export function picturesIn(path: string, text: string): PictureUse[] {
  if (!text.includes('![')) return []
  return [...text.matchAll(picture)].map(
    ({ index, 0: all, 1: alt = '', 2: address = '', 3: attributes = '' }) => {
      const caption = captionAfter(text, index + all.length)
      return { path, alt, address, attributes, caption }
    },
  )
}
