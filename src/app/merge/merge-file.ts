import { isDataName } from '../../jekyll/data/data-text.ts'
import type { Site } from '../../jekyll/index.ts'
import { mergeData } from './merge-data.ts'
import { mergePost, type PostMerge } from './merge-post.ts'

/** Merges two versions of a file that come from the same one: data by what it says, posts by their paragraphs and details. */
export function mergeFile(path: string, base: string, mine: string, theirs: string, site: Site): PostMerge {
  return isDataFile(path, site)
    ? mergeData(path, base, mine, theirs)
    : mergePost(path, base, mine, theirs, site)
}

/** Whether a file is data of the blog that can be read. */
export const isDataFile = (path: string, { config }: Pick<Site, 'config'>): boolean =>
  path.startsWith(`${config.dataDir}/`) && isDataName(path)
