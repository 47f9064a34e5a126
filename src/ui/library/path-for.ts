/**
 * The path of a file with another name or folder; undefined where the name is none for an address, or its ending would
 * say that the file is of another kind.
 */
export function pathFor(path: string, folder: string, name: string): string | undefined {
  const ending = /\.[^./]*$/.exec(path)?.[0].toLowerCase() ?? ''
  const trimmed = name.trim()
  const own = path.slice(path.lastIndexOf('/') + 1)
  const isFine = trimmed === own || /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(trimmed)
  if (!isFine || !trimmed.toLowerCase().endsWith(ending) || trimmed.length === ending.length) return undefined
  return folder === '' ? trimmed : `${folder}/${trimmed}`
}
