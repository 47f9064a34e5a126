/** What can be read of a source: words without tags and signs, on one line, cut at a length in characters. */
export function excerptOf(source: string, length: number): string {
  const words = source
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const text = words === '' ? source.replace(/\s+/g, ' ').trim() : words
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}
