export type SlugMode = 'default' | 'pretty' | 'ascii' | 'latin' | 'raw' | 'none'

const separators: Readonly<Record<Exclude<SlugMode, 'none'>, RegExp>> = {
  raw: /[ \t\r\n\f\v]+/g,
  default: /[^\p{M}\p{L}\p{Nd}]+/gu,
  pretty: /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu,
  ascii: /[^A-Za-z0-9]+/g,
  latin: /[^\p{M}\p{L}\p{Nd}]+/gu,
}

// Letters that do not fall apart into a base letter and a mark, as Ruby's i18n spells them in ASCII.
const spelled: Readonly<Record<string, string>> = {
  Æ: 'AE',
  æ: 'ae',
  Ð: 'D',
  ð: 'd',
  Đ: 'D',
  đ: 'd',
  Ø: 'O',
  ø: 'o',
  Þ: 'Th',
  þ: 'th',
  ß: 'ss',
  ẞ: 'SS',
  Ħ: 'H',
  ħ: 'h',
  ı: 'i',
  ĸ: 'k',
  Ł: 'L',
  ł: 'l',
  ŉ: "'n",
  Ŋ: 'NG',
  ŋ: 'ng',
  Œ: 'OE',
  œ: 'oe',
  Ŧ: 'T',
  ŧ: 't',
  Ĳ: 'IJ',
  ĳ: 'ij',
  Ŀ: 'L',
  ŀ: 'l',
  '×': 'x',
}

/** Latin letters without their accents; everything else that is not ASCII becomes a question mark. */
function transliterate(text: string): string {
  return text.replaceAll(/[\u0080-\u{10ffff}]/gu, (character) => {
    const own = spelled[character]
    if (own !== undefined) return own
    const base = character >= '\u00c0' && character <= '\u017e' ? character.normalize('NFD').charAt(0) : '?'
    return base <= '\x7f' ? base : '?'
  })
}

/** A text made fit for an address, by the rules of Jekyll's `slugify`. `cased` keeps upper case. */
export function slugify(text: string, mode: SlugMode = 'default', cased = false): string {
  const lower = (slug: string): string => (cased ? slug : slug.replaceAll('Σ', 'σ').toLowerCase())
  if (mode === 'none') return lower(text)
  const plain = mode === 'latin' ? transliterate(text) : text
  return lower(plain.replaceAll(separators[mode], '-').replaceAll(/^-|-$/g, ''))
}
