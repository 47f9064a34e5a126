import type { Site } from '../../jekyll/index.ts'
import { readHtml } from './html.ts'
import type { Imported, Refusal } from './imported.ts'
import type { WordHtml } from './word-worker.ts'

/** Milliseconds after which a document is given up: none that somebody wrote takes as long. */
const patience = 60_000

/** A document of Word, read off the page's thread. */
export async function readWord(file: File, name: string, site: Site): Promise<Imported | Refusal> {
  const word = await ask(await file.arrayBuffer())
  if (!word) return 'unreadable'
  const pictures = new Map(
    word.pictures.map(({ address, type, bytes }, index) => [
      address,
      new File([bytes], `${name}-${index + 1}`, { type }),
    ]),
  )
  return readHtml(word.html, name, [], site, { pictures })
}

function ask(bytes: ArrayBuffer): Promise<WordHtml | undefined> {
  const worker = new Worker(new URL('./word-worker.ts', import.meta.url), {
    type: 'module',
    name: 'galley-word',
  })
  return new Promise<WordHtml | undefined>((resolve) => {
    setTimeout(resolve, patience)
    worker.addEventListener('message', ({ data }: MessageEvent<WordHtml | undefined>) => resolve(data))
    worker.addEventListener('error', () => resolve(undefined))
    worker.postMessage(bytes, [bytes])
  }).finally(() => worker.terminate())
}
