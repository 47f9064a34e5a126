/** The scripts that are written without blanks between words. */
const CJK = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uffef]'
const BREAK = new RegExp(`(?<=${CJK})\\n(?=${CJK})`, 'gu')

/** Takes newlines between characters of such scripts out (`remove_line_breaks_for_cjk`). */
export const withoutCjkBreaks = (text: string): string => text.replace(BREAK, '')
