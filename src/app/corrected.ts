import { arrange } from '../jekyll/arrange.ts'
import { correct, correctSettings } from '../jekyll/correct.ts'
import { over, readCorrections, type Corrections } from '../jekyll/corrections.ts'
import {
  decodeText,
  serializePost,
  type Conventions,
  type FolderSettings,
  type Post,
  type Site,
  type SiteFiles,
} from '../jekyll/index.ts'
import { readEditorSettings, settingsFor } from '../jekyll/settings/read-settings.ts'
import { correctionsFile } from '../jekyll/write-corrections.ts'
import { readOwnCorrections } from '../recovery/corrections.ts'
import { pagePaths, readPages } from './life/pages.ts'
import type { Workspace } from './workspace.svelte.ts'

interface Blog {
  readonly blog: { readonly url: string }
  readonly site: Site | undefined
  readonly files: SiteFiles
}

/** What is said of how the blog is written: on this device, and by the blog's file for everyone. The device goes before. */
export class Corrected {
  readonly device: string
  readonly file: string
  readonly said: Corrections
  /** What is written shall be looked over before it is published; what the file asks for, no device takes back. */
  readonly asksReview: boolean

  constructor(device: string, file: string) {
    const forAll = readCorrections(file)
    this.device = device
    this.file = file
    this.said = over(readCorrections(device), forAll)
    this.asksReview = [forAll, this.said].some(({ publishing }) => publishing?.review === 'always')
  }

  conventions(learnt: Conventions, collection?: string): Conventions {
    return correct(learnt, this.said, collection)
  }

  /** The file of a new post with its details as they are said to be written. */
  arrange(post: Post): string {
    return serializePost({ ...post, frontMatter: arrange(post.frontMatter, this.said) })
  }
}

/** Reads both texts; answers what is known where they are the same, or cannot be had. */
export async function readCorrected(
  { blog, site, files }: Blog,
  known?: Corrected,
): Promise<Corrected | undefined> {
  const [device, file] = await Promise.all([
    readOwnCorrections(blog.url).catch(() => known?.device ?? ''),
    site?.paths.includes(correctionsFile) === true ? textAt(files).catch(() => known?.file ?? '') : '',
  ])
  if (device === (known?.device ?? '') && file === (known?.file ?? '')) return known
  return new Corrected(device, file)
}

async function textAt(files: SiteFiles): Promise<string> {
  const bytes = await files.read(correctionsFile)
  return (bytes && decodeText(bytes)) ?? ''
}

/** What is said of the details of the post at a path: by the author, else by the configuration of another editor. */
export async function settingsAt(path: string, workspace: Workspace): Promise<FolderSettings | undefined> {
  const { site, files, teaching } = workspace
  if (site && pagePaths([path], site).length > 0) await readPages(workspace)
  const corrected = await teaching.settle()
  const known = settingsFor(path, await readEditorSettings(files, site?.paths ?? []))
  return corrected ? correctSettings(known, corrected.said) : known
}
