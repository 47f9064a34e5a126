import type { Site } from '../../jekyll/index.ts'
import { titleOfName, type Imported, type Refusal } from './imported.ts'

/** No text is as heavy as that; who chose such a file chose the wrong one. */
const heaviest = 100e6

const endingOf = ({ name }: File): string => /[^.]*$/.exec(name.toLowerCase())?.[0] ?? ''

/** Reads what the author chose: one document, and maybe the pictures that stand in it. Nothing is added to the blog yet. */
export async function readFiles(files: readonly File[], site: Site): Promise<Imported | Refusal> {
  const pictures = files.filter(({ type }) => type.startsWith('image/'))
  const [document] = files.filter((file) => !pictures.includes(file))
  if (!document) return 'no-document'
  if (document.size > heaviest) return 'too-large'
  const name = titleOfName(document.name)
  switch (endingOf(document)) {
    case 'md':
    case 'markdown':
    case 'mkdn':
    case 'mkd':
    case 'txt': {
      const { readMarkdown } = await import('./markdown.ts')
      return readMarkdown(document, pictures, site)
    }
    case 'html':
    case 'htm':
    case 'xhtml': {
      const { readHtml } = await import('./html.ts')
      return readHtml(textOfPage(await document.arrayBuffer()), name, pictures, site)
    }
    case 'docx': {
      const { readWord } = await import('./word.ts')
      return readWord(document, name, site)
    }
    default:
      return 'unknown-kind'
  }
}

/** A page in the letters that it says it is written in; old programs wrote Windows' own. */
export function textOfPage(bytes: ArrayBuffer): string {
  const start = new TextDecoder('latin1').decode(bytes.slice(0, 1024))
  const said = /<meta[^>]+charset=["']?\s*([\w:-]+)/i.exec(start)?.[1] ?? ''
  const marked = start.startsWith('\xff\xfe')
    ? 'utf-16le'
    : start.startsWith('\xfe\xff')
      ? 'utf-16be'
      : undefined
  for (const label of [marked, 'utf-8', said]) {
    const text = label === undefined || label === '' ? undefined : decodedAs(label, bytes)
    if (text !== undefined) return text
  }
  return new TextDecoder('windows-1252').decode(bytes)
}

function decodedAs(label: string, bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
