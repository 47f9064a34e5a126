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
      return readHtml(await document.text(), name, pictures, site)
    }
    case 'docx': {
      const { readWord } = await import('./word.ts')
      return readWord(document, name, site)
    }
    default:
      return 'unknown-kind'
  }
}
