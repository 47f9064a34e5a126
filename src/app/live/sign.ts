/** By what the new text is told from the old one on the page: words that it has, or has no more. */
export interface Sign {
  readonly present?: string
  readonly absent?: string
}

/** So many words are looked for. */
const length = 6

/** The first words of `after` that are nowhere in `before`, and of `before` nowhere in `after`. Markup ends a run of words. */
export function signOf(before: string, after: string): Sign {
  const present = onlyIn(after, before)
  if (present !== undefined) return { present }
  const absent = onlyIn(before, after)
  return absent === undefined ? {} : { absent }
}

function onlyIn(text: string, other: string): string | undefined {
  const elsewhere = plain(other)
  for (const [run] of text.matchAll(/[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*/gu)) {
    const words = run.split(' ')
    for (let from = 0; from < words.length; from++) {
      const some = words.slice(from, from + length).join(' ')
      if (some.length > 3 && !elsewhere.includes(some)) return some
    }
  }
  return undefined
}

const plain = (text: string): string => text.replace(/\s+/g, ' ')

/** Whether a page is the one with the new text. Its markup is looked at as text. */
export function shows(page: string, { present, absent }: Sign): boolean {
  const text = plain(page)
  if (present !== undefined) return text.includes(present)
  return absent === undefined || !text.includes(absent)
}
