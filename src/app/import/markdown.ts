import { decodeText, parsePost, type Site } from '../../jekyll/index.ts'
import { codeIn } from '../life/relink.ts'
import { countWords, fileNameIn, titleOfName, type Imported, type Placed, type Refusal } from './imported.ts'

/** An address in a text: of a link or picture, of a definition, or in an attribute of HTML. */
const address =
  /((?:\]\(|^ {0,3}\[[^\]\n]+\]:)\s{0,9}<)([^<>\n]+)(?=>)|((?:\]\(|^ {0,3}\[[^\]\n]+\]:)\s{0,9}|\bsrc=["'])([^\s)"'<>]+)/gm

/** A heading of the first level that begins the text. */
const firstHeading = /^\s*(?:#[ \t]+([^\n]+?)[ \t]*#*|([^\n]+)\n=+)[ \t]*(?:\n+|$)/

/** A file of Markdown stays as it is, its details too; only a heading that is the post's title leaves its text. */
export async function readMarkdown(
  file: File,
  pictures: readonly File[],
  site: Site,
): Promise<Imported | Refusal> {
  const text = decodeText(new Uint8Array(await file.arrayBuffer()))
  if (text === undefined) return 'not-text'
  const post = parsePost(`_posts/${file.name}`, text.replace(/^\ufeff/, ''), site)
  const heading = post.frontMatter.has('title') ? undefined : firstHeading.exec(post.body)
  const headed = heading?.[1] ?? heading?.[2]
  const body = heading ? post.body.slice(heading[0].length) : post.body
  const named = localNames(body)
  return {
    title: post.frontMatter.has('title') ? post.title : (headed ?? titleOfName(file.name)),
    post,
    words: countWords(body.replaceAll(/\]\([^)\n]*\)|<[^>]*>/g, ' ')),
    pictures: pictures.filter(({ name }) => named.has(name)),
    missing: [...named].filter(
      (name) => pictureName.test(name) && !pictures.some((one) => one.name === name),
    ),
    body: (placed) => Promise.resolve(withPictures(body, placed)),
  }
}

const pictureName = /\.(?:png|jpe?g|gif|webp|svg|avif)$/i

/** The names of the files beside it that a text names. */
const localNames = (text: string): ReadonlySet<string> =>
  new Set(
    addressesIn(text)
      .map(({ target }) => fileNameIn(target))
      .filter((name) => name !== ''),
  )

interface Address {
  readonly from: number
  readonly target: string
}

/** The addresses that lead somewhere: not those in code. */
function addressesIn(text: string): Address[] {
  const code = codeIn(text)
  return [...text.matchAll(address)].flatMap((match) => {
    const [, angled = '', within, before = '', bare = ''] = match
    const from = match.index + angled.length + before.length
    return code.some(([start, end]) => from >= start && from < end) ? [] : [{ from, target: within ?? bare }]
  })
}

function withPictures(text: string, placed: ReadonlyMap<File, Placed>): string {
  const sources = new Map([...placed].map(([{ name }, { src }]) => [name, src]))
  let [out, at] = ['', 0]
  for (const { from, target } of addressesIn(text)) {
    const src = sources.get(fileNameIn(target))
    if (src === undefined) continue
    out += text.slice(at, from) + src
    at = from + target.length
  }
  return out + text.slice(at)
}
