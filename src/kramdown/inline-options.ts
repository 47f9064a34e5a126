import type { Settings } from './options.ts'

/** Changes an option as `{::options key="value" /}` says; what is unknown, forbidden or no such value changes nothing. */
export function changeOption(settings: Settings, key: string, value: string): void {
  if (settings.forbiddenInlineOptions.includes(key)) return
  const change = CHANGES[key]
  if (change) change(settings, value.trim())
}

type Change = (settings: Settings, value: string) => void

type Flag =
  | 'autoIds'
  | 'autoIdStripping'
  | 'transliteratedHeaderIds'
  | 'footnoteBacklinkInline'
  | 'parseBlockHtml'
  | 'parseSpanHtml'
  | 'removeBlockHtmlTags'
  | 'removeSpanHtmlTags'
  | 'removeLineBreaksForCjk'
  | 'hardWrap'

const flag =
  (name: Flag): Change =>
  (settings, value) => {
    const word = value.toLowerCase()
    if (['true', '1', 'yes', ''].includes(word)) settings[name] = true
    else if (['false', '0', 'no'].includes(word)) settings[name] = false
  }

type Text = 'autoIdPrefix' | 'footnoteBacklink' | 'footnotePrefix' | 'footnoteLinkText'

const text =
  (name: Text): Change =>
  (settings, value) => {
    settings[name] = value
  }

const number =
  (name: 'headerOffset' | 'footnoteNr'): Change =>
  (settings, value) => {
    if (/^[-+]?\d+$/.test(value)) settings[name] = Number(value)
  }

/** `1..3` or `1,2,4`. */
function levels(value: string): readonly number[] | undefined {
  const range = /^(\d)\.\.(\d)$/.exec(value)
  const list = range
    ? Array.from(
        { length: Math.max(0, Number(range[2]) - Number(range[1]) + 1) },
        (_, index) => Number(range[1]) + index,
      )
    : value.split(/[, ]+/).map(Number)
  return list.every((level) => level >= 1 && level <= 6) ? list : undefined
}

const CHANGES: Readonly<Record<string, Change>> = {
  auto_ids: flag('autoIds'),
  auto_id_stripping: flag('autoIdStripping'),
  transliterated_header_ids: flag('transliteratedHeaderIds'),
  footnote_backlink_inline: flag('footnoteBacklinkInline'),
  parse_block_html: flag('parseBlockHtml'),
  parse_span_html: flag('parseSpanHtml'),
  remove_block_html_tags: flag('removeBlockHtmlTags'),
  remove_span_html_tags: flag('removeSpanHtmlTags'),
  remove_line_breaks_for_cjk: flag('removeLineBreaksForCjk'),
  hard_wrap: flag('hardWrap'),
  auto_id_prefix: text('autoIdPrefix'),
  footnote_backlink: text('footnoteBacklink'),
  footnote_prefix: text('footnotePrefix'),
  footnote_link_text: text('footnoteLinkText'),
  header_offset: number('headerOffset'),
  footnote_nr: number('footnoteNr'),
  toc_levels: (settings, value) => {
    settings.tocLevels = levels(value) ?? settings.tocLevels
  },
  entity_output: (settings, value) => {
    const name = value.replace(/^:/, '')
    if (name === 'as_char' || name === 'as_input' || name === 'numeric' || name === 'symbolic')
      settings.entityOutput = name
  },
  smart_quotes: (settings, value) => {
    const names = value.split(',').map((name) => name.trim())
    if (names.length === 4) settings.smartQuotes = names
  },
}
