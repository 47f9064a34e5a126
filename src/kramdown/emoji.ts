import { matchAt } from './characters.ts'
import type { EmojiFile } from './options.ts'
import type { SpanConstruct } from './spans.ts'

const NAME = /:([-+\w]+):/y

/** `:name:` is a picture where the site shows emojis (jemoji, kramdown-parser-gfm's `gfm_emojis`) and has one of that name. */
export const emoji = (fileOf: EmojiFile): SpanConstruct => ({
  first: ':',
  parse(spans) {
    const match = matchAt(NAME, spans.text, spans.at)
    const file = match?.[1] === undefined ? undefined : fileOf(match[1])
    if (!match || file === undefined) return false
    const [title] = match
    const src = spans.parsing.settings.emojiPath + file
    const end = spans.at + title.length
    return spans.take('img', end, {
      ...{ src, alt: title, title, form: 'emoji', destination: undefined },
      attributes: new Map(
        Object.entries({ class: 'emoji', title, alt: title, src, height: '20', width: '20' }),
      ),
    })
  },
})
