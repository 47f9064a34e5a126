import { describe, it } from 'vitest'
import { same } from './tree.ts'

/** Construct, source, tree: where each character of each construct lies. */
const TREES: [construct: string, source: string, tree: string][] = [
  ['paragraph', 'a\nb\n', 'p(text "a\\nb"), markup "\\n"'],
  ['header', '## a ##\n', 'header(markup "## ", text "a", markup " ##"), markup "\\n"'],
  ['header with an id', '# a {#b}', 'header(markup "# ", text "a", markup " {#b}")'],
  ['setext header', 'a\n==', 'header(text "a", markup "\\n==")'],
  ['quote with a lazy line', '> a\nb', 'blockquote(markup "> ", p(text "a\\nb"))'],
  [
    'quote in a quote',
    '> > a\n> b',
    'blockquote(markup "> ", blockquote(markup "> ", p(text "a\\n", markup "> ", text "b")))',
  ],
  [
    'indented code',
    '    a\n    b\n',
    'codeblock(markup "    ", text "a\\n", markup "    ", text "b"), markup "\\n"',
  ],
  [
    'fenced code',
    '``` ruby\na\n```\n',
    'codeblock(markup "``` ruby\\n", text "a\\n", markup "```"), markup "\\n"',
  ],
  [
    'fenced code in a quote',
    '> ```\n> a\n> b\n> ```',
    'blockquote(markup "> ", codeblock(markup "```\\n> ", text "a\\n", markup "> ", text "b\\n", markup "> ```"))',
  ],
  ['tight list', '- a\n- b', 'ul(li(markup "- ", p(text "a")), markup "\\n", li(markup "- ", p(text "b")))'],
  [
    'loose list',
    '- a\n\n- b\n',
    'ul(li(markup "- ", p(text "a")), markup "\\n", blank "\\n", li(markup "- ", p(text "b"))), markup "\\n"',
  ],
  [
    'nested list',
    '1. a\n   - b',
    'ol(li(markup "1. ", p(text "a"), markup "\\n   ", ul(li(markup "- ", p(text "b")))))',
  ],
  [
    'two paragraphs in an item',
    '* a\n\n  b\n',
    'ul(li(markup "* ", p(text "a"), markup "\\n", blank "\\n", markup "  ", p(text "b"))), markup "\\n"',
  ],
  ['task', '- [x] a', 'ul(li(markup "- ", p(markup "[x] ", text "a")))'],
  [
    'emphasis over lines of a list in a quote',
    '> - *a\n>   b* c\n> - d',
    'blockquote(markup "> ", ul(li(markup "- ", p(em(markup "*", text "a\\n", markup ">   ", text "b", markup "*"), text " c")), markup "\\n> ", li(markup "- ", p(text "d"))))',
  ],
  ['definition list', 'a\n: b', 'dl(dt(text "a"), markup "\\n", dd(markup ": ", p(text "b")))'],
  [
    'table with an alignment',
    '| a | b |\n|---|:-:|\n| c | `d|e` |\n',
    'table(thead(tr(markup "| ", td(text "a"), markup " | ", td(text "b"), markup " |")), markup "\\n|---|:-:|\\n", tbody(tr(markup "| ", td(text "c"), markup " | ", td(codespan(markup "`", text "d|e", markup "`")), markup " |"))), markup "\\n"',
  ],
  [
    'an empty cell',
    '| a |  |\n| b | c |',
    'table(tbody(tr(markup "| ", td(text "a"), markup " |", td "", markup "  |"), markup "\\n", tr(markup "| ", td(text "b"), markup " | ", td(text "c"), markup " |")))',
  ],
  [
    'cells that a row lacks',
    '| a | b |\n| c |',
    'table(tbody(tr(markup "| ", td(text "a"), markup " | ", td(text "b"), markup " |"), markup "\\n", tr(markup "| ", td(text "c"), markup " |", td "")))',
  ],
  [
    'an escaped pipe in a cell',
    '| a \\| b |',
    'table(tbody(tr(markup "| ", td(text "a ", markup "\\\\", text "| b"), markup " |")))',
  ],
  [
    'table in a quote',
    '> | a | b |\n> | c |   |',
    'blockquote(markup "> ", table(tbody(tr(markup "| ", td(text "a"), markup " | ", td(text "b"), markup " |"), markup "\\n> ", tr(markup "| ", td(text "c"), markup " |", td "", markup "   |"))))',
  ],
  ['rule', '* * *\n', 'hr "* * *", markup "\\n"'],
  ['math block', '$$\na\n$$\n', 'math(markup "$$", text "\\na\\n", markup "$$"), markup "\\n"'],
  ['math span', 'a $$b$$', 'p(text "a ", math(markup "$$", text "b", markup "$$"))'],
  [
    'HTML block',
    '<div>\n*a*\n</div>\n',
    'html_element(markup "<div>", text "\\n*a*\\n", markup "</div>"), markup "\\n"',
  ],
  [
    'HTML block with Markdown',
    '<div markdown="1">\n*a*\n</div>',
    'html_element(markup "<div markdown=\\"1\\">\\n", p(em(markup "*", text "a", markup "*")), markup "\\n</div>")',
  ],
  [
    'HTML in text',
    'a <b>*c*</b><br>',
    'p(text "a ", html_element(markup "<b>", em(markup "*", text "c", markup "*"), markup "</b>"), html_element "<br>")',
  ],
  ['comment', '<!-- a -->\n', 'xml_comment "<!-- a -->", markup "\\n"'],
  ['link', '[a](b "c")', 'p(a(markup "[", text "a", markup "](b \\"c\\")"))'],
  [
    'reference',
    '[a][b]\n\n[b]: c',
    'p(a(markup "[", text "a", markup "][b]")), markup "\\n", blank "\\n", link_definition "[b]: c"',
  ],
  ['autolink', '<http://a.b>', 'p(a(markup "<", text "http://a.b", markup ">"))'],
  ['picture', '![a](b)', 'p(img "![a](b)")'],
  [
    'emphasis',
    '*a **b***',
    'p(em(markup "*", text "a ", strong(markup "**", text "b", markup "**"), markup "*"))',
  ],
  ['struck', '~~a~~', 'p(del(markup "~~", text "a", markup "~~"))'],
  ['code span', '``a`b``', 'p(codespan(markup "``", text "a`b", markup "``"))'],
  [
    'code span over lines of a quote',
    '> `a\n> b`',
    'blockquote(markup "> ", p(codespan(markup "`", text "a\\n", markup "> ", text "b", markup "`")))',
  ],
  [
    'footnote',
    'a[^1]\n\n[^1]: b\n    c',
    'p(text "a", footnote "[^1]"), markup "\\n", blank "\\n", footnote_definition(markup "[^1]:", p(markup " ", text "b\\n", markup "    ", text "c"))',
  ],
  [
    'abbreviation',
    'A b\n\n*[A]: c',
    'p(abbreviation "A", text " b"), markup "\\n", blank "\\n", abbreviation_definition "*[A]: c"',
  ],
  ['attribute list', 'a\n{: .b}', 'p(text "a"), markup "\\n", block_ial "{: .b}"'],
  ['span attribute list', '*a*{: .b}', 'p(em(markup "*", text "a", markup "*"), span_ial "{: .b}")'],
  ['attribute list of an item', '- {: .b} a', 'ul(li(markup "- {: .b} ", p(text "a")))'],
  ['attribute list definition', '{:a: .b}', 'ald "{:a: .b}"'],
  [
    'end of block',
    '- a\n^\n- b',
    'ul(li(markup "- ", p(text "a")), markup "\\n^"), markup "\\n", ul(li(markup "- ", p(text "b")))',
  ],
  ['extension', '{::comment}\na\n{:/}\n', 'extension "{::comment}\\na\\n{:/}", markup "\\n"'],
  ['line breaks', 'a  \nb\\\nc', 'p(text "a", br "  ", text "\\nb", br "\\\\", text "\\nc")'],
  ['escape', '\\*a', 'p(escape "\\\\*", text "a")'],
  ['entity', '&amp;a &x', 'p(entity "&amp;", text "a &x")'],
  ['typography', 'a -- b...', 'p(text "a ", typographic_sym "--", text " b", typographic_sym "...")'],
  ['quotes', '"a"', 'p(smart_quote "\\"", text "a", smart_quote "\\"")'],
  ['carriage returns', 'a\r\n- b\rc', 'p(text "a"), markup "\\r\\n", ul(li(markup "- ", p(text "b\\rc")))'],
  ['a tab in an item', '-\ta\n\tb', 'ul(li(markup "-\\t", p(text "a\\n", markup "\\t", text "b")))'],
  ['a byte order mark', '\ufeffa', 'p(text "\ufeffa")'],
]

describe('the spans of every construct', () => {
  it.each(TREES)('%s', (_, source, tree) => {
    same(source, tree)
  })
})
