import { describe, readConfig, type SiteFiles } from '../jekyll/index.ts'
import { AskedFiles } from './asked-files.ts'
import {
  type Call,
  type Head,
  type Line,
  type Message,
  type SiteSketch,
  themeRoot,
  type Told,
} from './messages.ts'
import { openSite, type SiteRenderer } from './site-renderer.ts'

/** Milliseconds for what is done once: opening a large site, compiling its styles. */
const longPatience = 15_000
const loadPatience = 60_000

/** The worker's side: renders the site that the app describes, of files that it asks the app for, one question after the other. */
export function servePages(line: Line): void {
  const files = new AskedFiles(line)
  let renderer: Promise<SiteRenderer> | undefined
  let last: Promise<unknown> = Promise.resolve()
  const tell = (told: Told): void => line.postMessage(told)
  const next = (work: () => Promise<void>): void => {
    last = last.then(work).catch(() => undefined) // what fails is told to each caller
  }
  line.addEventListener('message', (event) => {
    const message = event.data as Message
    if ('texts' in message) files.take(message)
    else if ('open' in message)
      next(async () => {
        tell({ patience: longPatience })
        renderer = open(message.open, files)
        await renderer
      })
    else if ('changed' in message)
      next(async () => {
        const opened = await renderer
        for (const path of message.changed) opened?.changed(path)
      })
    else
      next(async () => {
        if (message.question === 'styles') await loadSass(tell)
        tell(await answer(renderer, message))
      })
  })
}

/** What makes styles may come over a slow network; making them is what must end. */
async function loadSass(tell: (told: Told) => void): Promise<void> {
  tell({ patience: loadPatience })
  await import('./sass.ts').catch(() => undefined)
  tell({ patience: longPatience })
}

async function answer(renderer: Promise<SiteRenderer> | undefined, call: Call): Promise<Told> {
  const { id } = call
  try {
    const opened = await renderer
    return { id, value: opened && (await ask(opened, call)) }
  } catch (error) {
    return { id, error: String(error) }
  }
}

function ask(renderer: SiteRenderer, { question, asked }: Call): Promise<unknown> {
  if (question === 'page') return renderer.render(...asked)
  if (question === 'list') return renderer.renderList(...asked)
  if (question === 'pieces') return renderer.pieces(...asked)
  if (question === 'styles') return renderer.assetAt(...asked)
  return question === 'asset' ? renderer.assetAt(...asked, false) : renderer.fileAt(...asked)
}

async function open(
  { paths, posts, drafts, documents, theme }: SiteSketch,
  files: SiteFiles,
): Promise<SiteRenderer> {
  const { config } = await readConfig(files, paths)
  const described = (heads: readonly Head[]) =>
    heads.map(({ path, text }) => describe(path, text, { config }))
  const site = {
    config,
    paths,
    posts: described(posts),
    drafts: described(drafts),
    documents: described(documents),
  }
  return openSite(site, files, theme ? { theme: themeFiles(theme, files) } : {})
}

const themeFiles = (paths: readonly string[], files: SiteFiles): SiteFiles => ({
  list: () => Promise.resolve(paths),
  read: (path) => files.read(themeRoot + path),
})
