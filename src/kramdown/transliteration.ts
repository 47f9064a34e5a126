/** Letters beyond ASCII in ASCII, for ids of headers. */
export const transliterate = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '')
