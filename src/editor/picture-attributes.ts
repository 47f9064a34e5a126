import { attributeIn, classesIn, withAttribute, withClasses } from './attribute-text.ts'

export type Side = 'left' | 'center' | 'right'

/** How a site writes the look of its pictures: `PictureLook` of `src/jekyll`. */
export interface PictureStyle {
  readonly width: 'percent' | 'pixels' | 'style' | 'class'
  /** Most used first. */
  readonly classes: readonly { readonly value: string }[]
  /** How attribute lists begin. */
  readonly start: string
}

export const plainPictures: PictureStyle = { width: 'percent', classes: [], start: '{: ' }

/** The width that an attribute list gives a picture, as CSS; undefined where it gives none. */
export function widthOf(list: string | null): string | undefined {
  const [number, unit] = numberOf(attributeIn(list, 'width') ?? declarationsOf(list).get('width')) ?? []
  if (number !== undefined) return `${number}${unit ?? 'px'}`
  const share = classesIn(list).flatMap((name) => widthClass.exec(name)?.[1] ?? [])[0]
  return share === undefined ? undefined : `${share}%`
}

const widthClass = /^w-(25|50|75|100)$/

function numberOf(value: string | undefined): [number: string, unit: string | undefined] | undefined {
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*(%|px)?\s*$/.exec(value ?? '') ?? []
  return number === undefined ? undefined : [number, unit]
}

/** The list with a width in percent of the text's, written as the picture has it or else as the site does. */
export function withShare(list: string | null, share: number | undefined, site: PictureStyle): string | null {
  const value = share === undefined ? undefined : `${share}%`
  const form = widthFormOf(list) ?? site.width
  if (form === 'style') return withDeclarations(list, { width: value }, site.start)
  const classes = classesIn(list).filter((name) => widthClass.test(name))
  const isClass = form === 'class' && (share === undefined || widthClass.test(`w-${share}`))
  if (isClass) return withClasses(list, classes, share === undefined ? [] : [`w-${share}`], site.start)
  return withAttribute(withClasses(list, classes, [], site.start), 'width', value, site.start)
}

function widthFormOf(list: string | null): PictureStyle['width'] | undefined {
  if (attributeIn(list, 'width') !== undefined) return 'percent'
  if (declarationsOf(list).has('width')) return 'style'
  return classesIn(list).some((name) => widthClass.test(name)) ? 'class' : undefined
}

/** Where a picture stands: what the common classes of themes, `style` or `align` do with it. */
export function sideOf(list: string | null): Side | undefined {
  const sides = [...classesIn(list).map(sideOfClass), attributeSide(list), styleSide(list)]
  return sides.find((side) => side !== undefined)
}

function sideOfClass(name: string): Side | undefined {
  if (/^(?:mx-auto|(?:align-?)?center|d-block|text-center)$/.test(name)) return 'center'
  if (/^(?:float|align)-?(?:right|end)$|^right$/.test(name)) return 'right'
  return /^(?:float|align)-?(?:left|start)$|^left$/.test(name) ? 'left' : undefined
}

const attributeSide = (list: string | null): Side | undefined =>
  (['left', 'center', 'right'] as const).find((side) => attributeIn(list, 'align') === side)

function styleSide(list: string | null): Side | undefined {
  const style = declarationsOf(list)
  const margin = style.get('margin') ?? style.get('margin-inline') ?? style.get('margin-left')
  if (margin?.includes('auto') === true) return 'center'
  const float = style.get('float')
  return float === 'left' || float === 'right' ? float : undefined
}

/** The list with the picture at another side, by the site's own classes; without any, by a style. */
export function withSide(list: string | null, side: Side | undefined, site: PictureStyle): string | null {
  const present = classesIn(list).filter((name) => sideOfClass(name) !== undefined)
  if (attributeSide(list) !== undefined) return withAttribute(list, 'align', side, site.start)
  const own = site.classes.find(({ value }) => sideOfClass(value) === side)?.value
  if (side === undefined || own !== undefined) {
    const plain = withDeclarations(list, noSide, site.start)
    return withClasses(plain, present, own === undefined || side === undefined ? [] : [own], site.start)
  }
  return withDeclarations(
    withClasses(list, present, [], site.start),
    { ...noSide, ...sideStyles[side] },
    site.start,
  )
}

const noSide = {
  float: undefined,
  display: undefined,
  margin: undefined,
  'margin-inline': undefined,
  'margin-left': undefined,
  'margin-right': undefined,
}
const sideStyles: Readonly<Record<Side, Readonly<Record<string, string>>>> = {
  left: { float: 'left' },
  right: { float: 'right' },
  center: { display: 'block', margin: '0 auto' },
}

function declarationsOf(list: string | null): Map<string, string> {
  const parts = (attributeIn(list, 'style') ?? '').split(';').map((part) => part.split(':'))
  return new Map(
    parts.flatMap(([name = '', value]) => (value === undefined ? [] : [[name.trim(), value.trim()]])),
  )
}

function withDeclarations(
  list: string | null,
  changes: Readonly<Record<string, string | undefined>>,
  start: string,
): string | null {
  const all = declarationsOf(list)
  const before = [...all].join()
  for (const [name, value] of Object.entries(changes))
    if (value === undefined) all.delete(name)
    else all.set(name, value)
  if ([...all].join() === before) return list
  const text = [...all].map(([name, value]) => `${name}: ${value}`).join('; ')
  return withAttribute(list, 'style', text === '' ? undefined : text, start)
}
