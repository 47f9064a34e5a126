import { mostCommon } from './tally.ts'

/** A picture that is to be written into a post. */
export interface ShownPicture {
  /** Its file, relative to the repository. */
  readonly path: string
  /** How a post's text names it. */
  readonly src: string
  readonly alt: string
  /** The words below it; empty for none. */
  readonly caption: string
}

/** Where pictures lie that are named in one way, and what stands before and behind their names there. */
export interface PictureNames {
  readonly folder: string
  readonly prefix: string
  readonly suffix: string
}

/** A piece of text that shows one picture or several, with signs in the place of what is said of each. */
export interface PictureForm {
  readonly before: string
  readonly item: string
  /** What stands between two pictures; of pictures in rows, `row` behind every so many. */
  readonly between: string
  readonly row: { readonly every: number; readonly between: string } | undefined
  readonly after: string
  /** How many pictures it showed. */
  readonly count: number
  /** What the text around says that is not HTML: an include's parameters and Markdown have quotes of their own. */
  readonly language: 'html' | 'include' | 'markdown'
  /** Undefined: as pictures are named in the text. */
  readonly names: PictureNames | undefined
  /** Whether it has words below. */
  readonly captioned: boolean
}

const [address, words, below] = ['\ue000', '\ue001', '\ue002']
const fileName = String.raw`[^/"'{}|\n]+\.(?:png|jpe?g|gif|webp|avif|svg)`
const picture = new RegExp(
  [
    String.raw`!\[[^\]\n]{0,300}\]\((?:[^\s(){}"']|\{\{[^{}\n]{0,120}\}\}){1,500}(?:[ \t]+"[^"\n]{0,300}")?\)(?:\{:[^}\n]{0,300}\})?`,
    String.raw`<img\b(?:"(?:[^"{\\]|\\.|\{\{[^}\n]{0,200}\}\}|\{(?!\{))*"|'[^']*'|[^<>"']){1,1500}>`,
    String.raw`\{%-?\s*include(?:_cached)?\s+[\w./-]{1,100}\s(?:"(?:[^"\\]|\\.)*"|'[^']*'|(?!%\})[^"']){0,2000}%\}`,
  ].join('|'),
  'gi',
)
const attribute =
  /\s+([\w-]+)(?:\s*=\s*("(?:[^"{\\]|\\.|\{\{[^}\n]{0,200}\}\}|\{(?!\{))*"|'[^']*'|[^\s"'>%]+))?/g
const isFile = new RegExp(fileName, 'i')

/** The pieces of a text that show pictures and nothing else: blocks of HTML, and paragraphs. */
export function picturePieces(text: string): PictureForm[] {
  if (!/!\[|<img|\{%-?\s*include/i.test(text)) return []
  return blocksOf(text).flatMap((block) => formOf(block) ?? [])
}

const code =
  /^(`{3,}|~{3,})[^]{0,20000}?^\1[`~]*[ \t]*$|\{%-?\s*(raw|highlight|comment)\b[^]{0,20000}?\{%-?\s*end\2\s*-?%\}|<!--[^]{0,20000}?-->/gm
const opener = /^<(div|figure|section|center|ul|p)\b[^<>\n]*>/gim
/** Characters of one piece, and of what is looked at of a text. */
const [longest, longestText] = [12_000, 100_000]

function blocksOf(text: string): string[] {
  const plain = text.slice(0, longestText).replace(code, '\n\n')
  const blocks: string[] = []
  let rest = ''
  let last = 0
  for (const { index, 1: name = '' } of plain.matchAll(opener)) {
    const end = index < last ? undefined : endOf(plain, index, name)
    if (end === undefined) continue
    blocks.push(plain.slice(index, end))
    rest += `${plain.slice(last, index)}\n\n`
    last = end
  }
  rest += plain.slice(last)
  const paragraphs = rest.split(/\n[ \t]*\n/).map((paragraph) => paragraph.trim())
  return [...blocks, ...paragraphs.filter(({ length }) => length > 0 && length < longest)]
}

/** Where an element ends that begins there; undefined where it does not soon. */
function endOf(text: string, from: number, name: string): number | undefined {
  const tags = new RegExp(`<(/?)${name}\\b[^<>]*>`, 'gi')
  let depth = 0
  for (const { 0: tag, 1: close, index } of text.slice(from, from + longest).matchAll(tags)) {
    depth += close === '' ? 1 : -1
    if (depth === 0) return from + index + tag.length
  }
  return undefined
}

/** A picture in its own wrapping: from where to where in its block. */
interface Unit {
  readonly from: number
  readonly to: number
}

function formOf(block: string): PictureForm | undefined {
  const found = [...block.matchAll(picture)].filter(([source]) => isFile.test(source))
  const units = found.map((match, at) =>
    widen(block, {
      from: match.index,
      to: match.index + match[0].length,
      least: found[at - 1] ? (found[at - 1]?.index ?? 0) + (found[at - 1]?.[0].length ?? 0) : 0,
      most: found[at + 1]?.index ?? block.length,
    }),
  )
  const [first, last] = [units[0], units.at(-1)]
  const [source] = found[0] ?? []
  if (!first || !last || source === undefined) return undefined
  const gaps = units.slice(1).map(({ from }, at) => block.slice(units[at]?.to ?? 0, from))
  const [before, after] = [block.slice(0, first.from), block.slice(last.to).replace(figcaption, '')]
  if (saysMore([before, ...gaps, after].join(' '))) return undefined
  const item = itemOf(units.map(({ from, to }) => block.slice(from, to)))
  if (item === undefined || saysMore(item.replace(picture, ''))) return undefined
  return {
    before: before.replace(/\n\s*\n/g, '\n'),
    item,
    ...rowsIn(gaps),
    after,
    count: units.length,
    language: source.startsWith('<') ? 'html' : source.startsWith('!') ? 'markdown' : 'include',
    names: undefined,
    captioned: item.includes(below),
  }
}

const figcaption = /\s*<figcaption\b[^<>]*>[^]*?<\/figcaption>/i
/** Whether there is more than tags and blanks; a sign is a slot. */
const saysMore = (source: string): boolean =>
  source.replace(figcaption, '').replace(/<\/?[a-z][^<>]*>|[\s\ue000-\ue002\\]/gi, '') !== ''

/** A picture with the tags that are around it alone, its link and its caption. */
function widen(
  block: string,
  { from, to, least, most }: Unit & { readonly least: number; readonly most: number },
): Unit {
  const open = /<([a-z]+)\b[^<>]*>\s*$/i.exec(block.slice(least, from))
  const caption = /^\s*<figcaption\b[^<>]*>[^]*?<\/figcaption>/i.exec(block.slice(to, most))?.[0] ?? ''
  const close = /^\s*<\/([a-z]+)>/i.exec(block.slice(to + caption.length, most))
  if (!open || !close || open[1]?.toLowerCase() !== close[1]?.toLowerCase()) return { from, to }
  return widen(block, { from: from - open[0].length, to: to + caption.length + close[0].length, least, most })
}

/** What usually stands between two; another one that comes at even distances ends rows. */
function rowsIn(gaps: readonly string[]): Pick<PictureForm, 'between' | 'row'> {
  const between = mostCommon(gaps) ?? '\n'
  const at = gaps.findIndex((gap) => gap !== between && gap.includes('</'))
  const row = at === -1 ? undefined : { every: at + 1, between: gaps[at] ?? between }
  return { between, row }
}

// — one picture with signs in the place of what is said of it

function itemOf(units: readonly string[]): string | undefined {
  const [first] = units
  const items = units.map(withSigns)
  const item = items[0]
  if (first === undefined || item === undefined || items.includes(undefined)) return undefined
  if (units.length === 1) return item
  // what only some have belongs to those
  const others = items.slice(1).map((one) => one ?? '')
  return item.replace(attribute, (whole: string) =>
    /[\ue000-\ue002]/.test(whole) || others.every((one) => one.includes(whole)) ? whole : '',
  )
}

function withSigns(unit: string): string | undefined {
  const shown = new RegExp(picture.source, 'i').exec(unit)?.[0] ?? ''
  if (shown.startsWith('!')) return linkOf(unit.replace(shown, () => markdownSigns(shown)))
  const marked = shown.startsWith('<') ? htmlSigns(shown) : includeSigns(shown)
  if (!marked.includes(address)) return undefined
  const caption = unit
    .replace(shown, () => marked)
    .replace(/(<figcaption\b[^<>]*>\s*)[^]*?(\s*<\/figcaption>)/i, `$1${below}$2`)
  return linkOf(caption)
}

/** A link around a picture leads to the picture itself; where it leads elsewhere that is the one's own. */
function linkOf(unit: string): string | undefined {
  const href = /<a\b[^<>]*?\shref\s*=\s*["']?([^"'\s>]+)/i.exec(unit)?.[1]
  if (href === undefined) return unit
  return isFile.test(href) ? unit.replace(href, () => address) : undefined
}

const markdownSigns = (source: string): string =>
  `![${words}](${address})${/\{:[^}\n]*\}$/.exec(source)?.[0] ?? ''}`

/** What is one picture's own. */
const ownAttribute = /^(?:title|id|data-caption|data-title|aria-label|srcset|sizes)$/i

function htmlSigns(source: string): string {
  const marked = source.replace(attribute, (whole: string, name: string) => {
    if (/^(?:data-)?src$/i.test(name)) return ` ${name}="${address}"`
    if (/^alt$/i.test(name)) return ` alt="${words}"`
    return ownAttribute.test(name) ? '' : whole
  })
  return marked.includes(words) ? marked : marked.replace(/(\ssrc="\ue000")/i, `$1 alt="${words}"`)
}

function includeSigns(source: string): string {
  const head = /^\{%-?\s*include\w*\s+\S+/.exec(source)?.[0] ?? ''
  let hasCaption = false
  const rest = source.slice(head.length).replace(attribute, (whole: string, name: string, value?: string) => {
    if (isFile.test(value ?? '') && !/^(?:alt|caption|title)/i.test(name)) return ` ${name}="${address}"`
    if (/^alt/i.test(name)) return ` ${name}="${words}"`
    if (!/^(?:caption|title|description|legend)$/i.test(name)) return ownAttribute.test(name) ? '' : whole
    const isFirst = !hasCaption
    hasCaption = true
    return isFirst ? ` ${name}="${below}"` : ''
  })
  return head + rest
}

// — how pictures are named there

/** The pictures that a piece of text names, as it writes them. */
export function addressesIn(text: string): string[] {
  return [...text.matchAll(picture)].flatMap(([source]) => {
    if (source.startsWith('!')) return []
    const found = [...source.matchAll(attribute)].find(
      ([, name = '', value = '']) => isFile.test(value) && !/^(?:alt|caption|title)/i.test(name),
    )
    return found?.[2]?.replace(/^(["'])([^]*)\1$/, '$2') ?? []
  })
}

/** Where files lie that are named like this: a file's path ends as what names it does. */
export function learnNames(addresses: readonly string[], paths: readonly string[]): PictureNames | undefined {
  const shape = new RegExp(`^(.*?)(${fileName})([^/]*)$`, 'i')
  const found = addresses.flatMap((each) => {
    const [, prefix = '', name = '', suffix = ''] = shape.exec(each) ?? []
    const tail = `${/[^"'{}|\s]*$/.exec(prefix)?.[0] ?? ''}${name}`.replace(/^\//, '')
    const path = paths.find((one) => one === tail || one.endsWith(`/${tail}`))
    const folder = path?.slice(0, Math.max(0, path.lastIndexOf('/')))
    return folder === undefined || /^\w+:|^\/\//.test(each)
      ? []
      : [JSON.stringify({ folder, prefix, suffix })]
  })
  const usual = mostCommon(found)
  return usual === undefined ? undefined : (JSON.parse(usual) as PictureNames)
}

/** What names a file there; undefined where it cannot be named so. */
export function namedIn({ folder, prefix, suffix }: PictureNames, path: string): string | undefined {
  const inside = folder === '' ? '' : `${folder}/`
  if (path.startsWith(inside)) return prefix + path.slice(inside.length) + suffix
  return prefix.endsWith(inside) ? prefix.slice(0, prefix.length - inside.length) + path + suffix : undefined
}

// — writing

/** The text that shows pictures in this form; undefined where one of them cannot be named in it. */
export function writePictures(form: PictureForm, pictures: readonly ShownPicture[]): string | undefined {
  const items = pictures.map((each) => writeOne(form, each))
  if (items.includes(undefined)) return undefined
  const { before, between, row, after } = form
  const gapBehind = (at: number): string => (row && (at + 1) % row.every === 0 ? row.between : between)
  const body = items.map((item, at) => (item ?? '') + (at < items.length - 1 ? gapBehind(at) : ''))
  return before + body.join('') + after
}

function writeOne({ item, language, names }: PictureForm, shown: ShownPicture): string | undefined {
  const named = names === undefined ? shown.src : namedIn(names, shown.path)
  if (named === undefined) return undefined
  const bare =
    shown.caption === ''
      ? item.replace(/\s*<figcaption\b[^<>]*>\s*\ue002\s*<\/figcaption>|\s+[\w-]+="\ue002"/gi, '')
      : item
  const write = spell[language]
  return bare
    .replaceAll(address, () => named)
    .replaceAll(words, () => write(shown.alt))
    .replaceAll(below, () => (language === 'include' ? write(shown.caption) : inHtml(shown.caption)))
}

/** Braces would be Liquid's. */
const inHtml = (text: string): string =>
  text.replace(/[&<>"{}]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\s+/g, ' ')
const spell: Readonly<Record<PictureForm['language'], (text: string) => string>> = {
  html: inHtml,
  include: (text) =>
    text
      .replace(/[{}%\\]/g, ' ')
      .replaceAll('"', '\\"')
      .replace(/\s+/g, ' '),
  markdown: (text) => text.replace(/[\\[\]]/g, '\\$&').replace(/\s+/g, ' '),
}
