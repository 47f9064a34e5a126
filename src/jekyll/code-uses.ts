import { tally } from './tally.ts'

const opening = /^ {0,3}(?:`{3,}|~{3,})[ \t]*([\w+#.-]{1,40})|\{%-?[ \t]*highlight[ \t]+([\w+#.-]{1,40})/gm

/** The languages that a text's code blocks name; a sample to learn habits from, not a parser. */
export function codeLanguagesIn(text: string): string[] {
  return [...text.matchAll(opening)].flatMap(([, fenced, tagged]) => fenced ?? tagged ?? [])
}

/** The languages, the most common first. */
export const rankLanguages = (uses: readonly string[]): string[] => tally(uses).map(({ value }) => value)
