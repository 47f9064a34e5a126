import type { CaptionForm } from './captions.ts'
import type { PictureUse } from './pictures.ts'
import { mostCommon, tally } from './tally.ts'

/** What a site's posts do with the look of their pictures. */
export interface PictureLook {
  /** How they write widths: `width="60%"`, `width="300"`, `style="width: 60%"`, the classes `w-50`. */
  readonly width: 'percent' | 'pixels' | 'style' | 'class'
  /** Classes and how many pictures have them, most used first. */
  readonly classes: readonly { readonly value: string; readonly count: number }[]
  /** How attribute lists begin: `{:` or `{: `. */
  readonly start: string
  /** How captions are written; undefined where pictures have none. */
  readonly caption: CaptionForm | undefined
}

/** Learns from the pictures of a site's newest posts. */
export function learnLook(pictures: readonly PictureUse[]): PictureLook {
  const lists = pictures.map(({ attributes }) => attributes).filter((list) => list !== '')
  const widths = lists.map(widthForm).filter((form) => form !== undefined)
  return {
    width: mostCommon(widths) ?? 'percent',
    classes: tally(lists.flatMap(classesOf)),
    start: mostCommon(lists.map((list) => (/^\{:\s/.test(list) ? '{: ' : '{:'))) ?? '{: ',
    caption: learnCaption(pictures),
  }
}

function widthForm(list: string): PictureLook['width'] | undefined {
  const attribute = /\bwidth\s*=\s*["']?\d+(?:\.\d+)?(%|)/.exec(list)
  if (attribute) return attribute[1] === '%' ? 'percent' : 'pixels'
  if (/\bwidth\s*:\s*\d/.test(list)) return 'style'
  return /(?:[\s."'])w-(?:25|50|75|100)\b/.test(list) ? 'class' : undefined
}

function classesOf(list: string): string[] {
  const quoted = /\bclass\s*=\s*(["'])(.*?)\1/.exec(list)?.[2]?.split(/\s+/) ?? []
  const plain = list.replace(/^\{:|\}$/g, '').split(/\s+/)
  const dotted = plain.flatMap((part) =>
    /^(?:[.#][\w-]+)+$/.test(part) ? (part.match(/(?<=\.)[\w-]+/g) ?? []) : [],
  )
  return [...new Set([...quoted, ...dotted])].filter((name) => name !== '')
}

/** An emphasized paragraph behind a picture is often no caption: it must be one of several. */
function learnCaption(pictures: readonly PictureUse[]): CaptionForm | undefined {
  const forms = pictures.flatMap(({ caption }) => (caption ? [JSON.stringify(caption)] : []))
  const [most] = tally(forms)
  const form = most && (JSON.parse(most.value) as CaptionForm)
  if (!form) return undefined
  const doubtful = form.gap === '\n\n' && /^[*_]/.test(form.before)
  return doubtful && (most.count < 3 || most.count * 5 < pictures.length) ? undefined : form
}
