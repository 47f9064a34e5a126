/** Signs that are typed in more than one way, as they are looked for. They also keep a Latin text at one byte a letter. */
const plainSigns: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '\u00a0': ' ',
}

/** A text as it is searched: without case, accents, and differences between quotes and dashes. */
export function foldText(text: string): string {
  return text
    .replace(/[‘’“”–—\u00a0]/g, (sign) => plainSigns[sign] ?? sign)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ς', 'σ')
}

/** What a post's source says to a reader, roughly and in linear time: no tags, no addresses, no marks. */
export function wordsIn(body: string): string {
  return body
    .replace(/\{%[^%]{0,300}%\}|\{\{[^}]{0,300}\}\}|\{:[^}\n]{0,300}\}/g, '')
    .replace(/<\/?[a-z][^<>]{0,500}>|<!--|-->|^[ \t|:=-]{3,}$/gim, ' ')
    .replace(/\]\([^()\s]{0,1000}(?:\s"[^"\n]{0,300}")?\)|\]\[[^[\]\n]{0,200}\]/g, '')
    .replace(/^[ \t]*(?:[>#]+[ \t]+)+/gm, '')
    .replace(/!?\[|[\]*`~]|(?<!\w)_+|(?<!_)_+(?!\w)/g, '')
    .replace(/[\s|]+/g, ' ')
    .trim()
}
