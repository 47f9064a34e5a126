import type { Site } from '../jekyll/index.ts'
import type { Workspace } from './workspace.svelte.ts'

/** What the page around a post is made of: asked for behind all posts, so many texts at once. */
const around = 200

/**
 * Brings what the pages are made of (layouts, includes, data, styles) to this device for later, until all of it is there
 * or `signal` says that it is not wanted any more; before that, what is said of how the blog is written.
 */
export async function fetchAround(
  { repository, teaching }: Pick<Workspace, 'repository' | 'teaching'>,
  { config }: Site,
  signal: AbortSignal,
): Promise<void> {
  await teaching.settle()
  const folders = ['_layouts', '_includes', '_data', '_sass', ...namedFolders(config)]
  const paths = (await repository.list('')).filter(
    (path) =>
      isStyle(path) || (madeOfText.test(path) && folders.some((folder) => path.startsWith(`${folder}/`))),
  )
  for (let from = 0; from < paths.length && !signal.aborted; from += around)
    await repository.prefetch(paths.slice(from, from + around))
}

function namedFolders({ layoutsDir, dataDir, values }: Site['config']): string[] {
  const named = [values.includes_dir, values.sass_dir].filter((name) => typeof name === 'string')
  return [layoutsDir, dataDir, ...named]
}

const madeOfText = /\.(?:html?|md|markdown|txt|xml|svg|ya?ml|json|csv|tsv|s?css|sass|js|liquid)$/i

/** Wherever it lies; what others made and lies there to be installed is no style of the site. */
const isStyle = (path: string): boolean =>
  /\.(?:s?css|sass)$/i.test(path) && !/(?:^|\/)(?:node_modules|vendor|_site)\/|^\./.test(path)
