import { GitError } from './errors.ts'

/** Characters that some file systems ignore in names, so that `.g<U+200C>it` is `.git` there (as git's own `is_hfs_dotgit`). */
const ignored = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g
/** What Windows takes for `.git`: its short name, and dots and blanks at the end; a name of these alone leads upwards there. */
const dotGit = /^(\.git|git~1)[. ]*(:.*)?$/i

/** Whether a file may be written here: a relative path of plain names that leads nowhere else on any system. */
export const isPlainPath = (path: string): boolean =>
  !/[\\\p{Cc}\p{Cs}]|^[a-z]:/iu.test(path) && !path.split('/').some(isBadName)

/** Throws `bad-path` unless a file may be written here. */
export function checkPath(path: string): void {
  if (!isPlainPath(path))
    throw new GitError('bad-path', `No file may be written at ${JSON.stringify(path)}`, { path })
}

function isBadName(name: string): boolean {
  const seen = name.replace(ignored, '')
  return /^[. ]*$/.test(seen) || dotGit.test(seen)
}
