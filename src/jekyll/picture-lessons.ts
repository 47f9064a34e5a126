import type { Entry } from './post.ts'
import { learnGalleryDetails, type GalleryDetails } from './gallery-details.ts'
import { addressesIn, learnNames, picturePieces, type PictureForm } from './picture-forms.ts'
import { mostCommon } from './tally.ts'

/** What a blog's posts do with pictures besides writing them one by one into the text. */
export interface PictureForms {
  /** How most single pictures are written, where that is a figure or an include. */
  readonly figure: PictureForm | undefined
  /** How several are shown together, the most usual first; one for each number of pictures, where posts tell them apart. */
  readonly galleries: readonly PictureForm[]
  /** Galleries whose pictures stand in the details. */
  readonly inDetails: GalleryDetails | undefined
}

/** A post and its whole text. */
export interface PostText {
  readonly entry: Entry
  readonly text: string
}

/** Learns from posts how they show pictures. `paths`: every file of the blog. */
export function learnPictureForms(posts: readonly PostText[], paths: readonly string[]): PictureForms {
  const forms = posts.flatMap(({ text }) => picturePieces(text.replace(/^---\n[^]*?\n(?:---|\.\.\.)\n/, '')))
  const names = new Map<string, PictureForm['names']>()
  const named = (form: PictureForm): PictureForm => {
    const { language } = form
    if (!names.has(language)) names.set(language, namesOf(language, posts, paths))
    return { ...form, names: names.get(language) }
  }
  const figure = figureOf(forms)
  return {
    figure: figure && named(figure),
    galleries: galleriesOf(forms).map(named),
    inDetails: learnGalleryDetails(posts, paths),
  }
}

function namesOf(language: PictureForm['language'], posts: readonly PostText[], paths: readonly string[]) {
  if (language === 'markdown') return undefined
  const kind = language === 'html' ? /<img\b[^<>]*>/gi : /\{%-?\s*include[^%]*%\}/g
  const sources = posts.flatMap(({ text }) => text.match(kind) ?? [])
  return learnNames(sources.flatMap(addressesIn), paths)
}

const isFigure = ({ before, item, language }: PictureForm): boolean =>
  language === 'include' || /<figure\b/i.test(before + item)

/** A figure of one picture, where most single pictures stand in one. */
function figureOf(forms: readonly PictureForm[]): PictureForm | undefined {
  const single = forms.filter(({ count }) => count === 1)
  const figures = single.filter(isFigure)
  return figures.length * 2 > single.length ? usual(figures) : undefined
}

/** Several in one paragraph may be chance; what is made for pictures is not. */
const fewest = 2

function galleriesOf(forms: readonly PictureForm[]): PictureForm[] {
  const several = forms.filter(({ count }) => count > 1)
  const made = several.filter(({ before }) => /^<(?:div|figure|section|ul)\b/i.test(before))
  const taught = made.length > 0 ? made : several
  if (taught.length < (made.length > 0 ? 1 : fewest)) return []
  const counts = [...new Set(taught.map(({ count }) => count))]
  const each = counts.map((count) => usual(taught.filter((one) => one.count === count)))
  return [usual(taught), ...each].filter((form) => form !== undefined)
}

/** Of the most usual shape, the first; words below it where any of that shape have them. */
function usual(forms: readonly PictureForm[]): PictureForm | undefined {
  const shape = mostCommon(forms.map(shapeOf))
  const same = forms.filter((form) => shapeOf(form) === shape)
  return same.find(({ captioned }) => captioned) ?? same[0]
}

const shapeOf = ({ before, item, after }: PictureForm): string =>
  `${before}${item}${after}`
    .replace(/\s*<figcaption\b[^]*?<\/figcaption>/gi, '')
    .replace(/\{%-?\s*(include\w*\s+\S+)[^%]*%\}/g, '$1')
    .replace(/\s(?:width|height|alt)="?[^"\s>]*"?/g, '')

/** The form for so many pictures. */
export const galleryFor = (count: number, { galleries }: PictureForms): PictureForm | undefined =>
  galleries.find((form) => form.count === count) ?? galleries[0]
