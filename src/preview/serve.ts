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
import type { Turn } from './site/texts.ts'
import { openSite, type SiteRenderer } from './site-renderer.ts'

/** Milliseconds after which this side has said something, or a page asks for something without an end. */
const patience = 2000
/** The same for compiling styles, which cannot say anything meanwhile. */
const stylesPatience = 15_000
/** And for a part of the program, which may come over a slow network. */
const loadPatience = 60_000
/** Posts whose details are read at once. */
const slice = 100

/** The worker's side: renders the site that the app describes, of files that it asks the app for, one question after the other. */
export function servePages(line: Line): void {
  const files = new AskedFiles(line)
  let renderer: Promise<SiteRenderer> | undefined
  let last: Promise<unknown> = Promise.resolve()
  const tell = (told: Told): void => line.postMessage(told)
  let usual = patience
  const onTurn = (turn: Turn): void => tell({ patience: turn === 'loading' ? loadPatience : usual })
  const next = (work: () => Promise<void>): void => {
    last = last.then(work).catch(() => undefined) // what fails is told to each caller
  }
  line.addEventListener('message', (event) => {
    const message = event.data as Message
    if ('texts' in message) files.take(message)
    else if ('open' in message)
      next(async () => {
        onTurn('working')
        renderer = open(message.open, files, onTurn)
        await renderer
      })
    else if ('changed' in message)
      next(async () => {
        const opened = await renderer
        for (const path of message.changed) opened?.changed(path)
      })
    else
      next(async () => {
        usual = message.question === 'styles' ? stylesPatience : patience
        if (message.question === 'styles') await loadSass(onTurn)
        tell(await answer(renderer, message))
      })
  })
}

/** What makes styles may come over a slow network; making them is what must end. */
async function loadSass(onTurn: (turn: Turn) => void): Promise<void> {
  onTurn('loading')
  await import('./sass.ts').catch(() => undefined)
  onTurn('working')
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
  onTurn: (turn: Turn) => void,
): Promise<SiteRenderer> {
  const { config } = await readConfig(files, paths)
  const described = (heads: readonly Head[]) =>
    heads.map(({ path, text }, at) => {
      if (at % slice === 0) onTurn('working')
      return describe(path, text, { config })
    })
  const site = {
    config,
    paths,
    posts: described(posts),
    drafts: described(drafts),
    documents: described(documents),
  }
  return openSite(site, files, { onTurn, ...(theme && { theme: themeFiles(theme, files) }) })
}

const themeFiles = (paths: readonly string[], files: SiteFiles): SiteFiles => ({
  list: () => Promise.resolve(paths),
  read: (path) => files.read(themeRoot + path),
})
