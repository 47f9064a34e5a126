/*
 * Letters beyond ASCII in ASCII, for ids of headers (`transliterated_header_ids`). kramdown leaves this to the gem stringex,
 * which knows all of Unicode; here are the Latin, Greek and Cyrillic letters. What is not here loses its marks or goes.
 */

const CYRILLIC = 'a b v g d ie zh z i i k l m n o p r s t u f kh ts ch sh shch ’ y ’ e iu ia'.split(' ')
const GREEK = 'a b g d e z e th i k l m n x o p r s s t u ph kh ps o'.split(' ')
const LATIN = new Map<string, string>(
  Object.entries({
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    ł: 'l',
    ı: 'i',
    ħ: 'h',
    ŧ: 't',
    '—': '---',
    '–': '--',
  }),
)

function letter(char: string): string {
  const code = char.charCodeAt(0)
  if (code < 128) return char
  if (code >= 0x430 && code <= 0x44f) return CYRILLIC[code - 0x430] ?? ''
  if (code >= 0x3b1 && code <= 0x3c9) return GREEK[code - 0x3b1] ?? ''
  return LATIN.get(char) ?? char
}

/** A text in ASCII as far as its letters are known; the case of a letter is kept. */
export function transliterate(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '')
  return Array.from(bare, (char) => {
    const lower = char.toLowerCase()
    const ascii = letter(lower)
    return lower === char ? ascii : ascii.charAt(0).toUpperCase() + ascii.slice(1)
  }).join('')
}
