/** Endings of the pictures that browsers show, by media type. */
const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/svg+xml': 'svg',
  'image/avif': 'avif',
}

/** The ending, without its dot, of a picture's file; undefined where browsers show no such picture. */
export const endingOf = (type: string): string | undefined => endings[type]

/**
 * A file name that is safe in an address and in every file system: small letters, digits and hyphens, the ending of
 * its media type, and a number behind it where `taken` (full paths, compared without case) holds it already.
 * `DSC 0042.JPG` gives `dsc-0042.jpg`; a name of which nothing is left gives `picture`.
 */
export function cleanName(name: string, type: string, folder: string, taken: ReadonlySet<string>): string {
  const ending = endingOf(type) ?? /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? 'bin'
  const stem = cleanStem(name.replace(/\.[^./]*$/, ''))
  const used = new Set([...taken].map((path) => path.toLowerCase()))
  const free = (candidate: string): boolean => !used.has(`${folder}/${candidate}`.toLowerCase())
  let candidate = `${stem}.${ending}`
  for (let number = 2; !free(candidate); number += 1) candidate = `${stem}-${number}.${ending}`
  return candidate
}

function cleanStem(stem: string): string {
  const plain = stem
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
  const joined = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
  return joined.slice(0, 60).replace(/-+$/, '') || 'picture'
}
