import { decodeText, parsePost, type Site } from '../../jekyll/index.ts'
import { countWords, titleOfName, type Imported, type Placed, type Refusal } from './imported.ts'

/** An address in a text: of a link or picture, of a definition, or in an attribute of HTML. */
const address = /(\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?|\bsrc=["'])([^\s)"'<>]+)/gm

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
    [...text.matchAll(address)].map(([, , target = '']) => nameIn(target)).filter((name) => name !== ''),
  )

/** The file's name at the end of an address that leads to no host. */
function nameIn(target: string): string {
  if (/^(?:[a-z][\w+.-]*:|\/\/|#|mailto:)|\{/i.test(target)) return ''
  const name = /[^/\\]*$/.exec(target.replace(/[?#].*$/, ''))?.[0] ?? ''
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

function withPictures(text: string, placed: ReadonlyMap<File, Placed>): string {
  const sources = new Map([...placed].map(([{ name }, { src }]) => [name, src]))
  return text.replace(address, (all, before: string, target: string) => {
    const src = sources.get(nameIn(target))
    return src === undefined ? all : before + src
  })
}
