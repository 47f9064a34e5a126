import { describe, expect, it } from 'vitest'
import { toHtml } from '../../src/kramdown/index.ts'
import { same } from './tree.ts'

/** What it shows, source, tree. */
const TREES: [what: string, source: string, tree: string][] = [
  ['output in text', 'a {{ x }} b', 'p(text "a ", liquid_output "{{ x }}", text " b")'],
  ['a paragraph that begins with output', '{{ x }} b', 'p(liquid_output "{{ x }}", text " b")'],
  [
    'several lines that begin with output',
    '{{ x }} b\n{{ y }} c',
    'p(liquid_output "{{ x }}", text " b\\n", liquid_output "{{ y }}", text " c")',
  ],
  ['output alone', '{{ x }}', 'p(liquid_output "{{ x }}")'],
  ['a destination', '[a]({{ x }})', 'p(a(markup "[", text "a", markup "]({{ x }})"))'],
  [
    'part of a destination',
    '[a](/{{ x | y: ")" }}/b "t")',
    'p(a(markup "[", text "a", markup "](/{{ x | y: \\")\\" }}/b \\"t\\")"))',
  ],
  ['a link’s text', '[{{ x }}](b)', 'p(a(markup "[", liquid_output "{{ x }}", markup "](b)"))'],
  ['a picture', '![{{ a }}]({{ b }})', 'p(img "![{{ a }}]({{ b }})")'],
  [
    'a link definition',
    '[a]: {{ x }}\n\n[a]',
    'link_definition "[a]: {{ x }}", markup "\\n", blank "\\n", p(a(markup "[", text "a", markup "]"))',
  ],
  ['a block attribute list', 'a\n{: .{{ x }} }', 'p(text "a"), markup "\\n", block_ial "{: .{{ x }} }"'],
  [
    'a span attribute list',
    '*a*{: k="{{ x }}" }',
    'p(em(markup "*", text "a", markup "*"), span_ial "{: k=\\"{{ x }}\\" }")',
  ],
  [
    'an HTML attribute in text',
    '<a href="{{ x }}">b</a>',
    'p(html_element(markup "<a href=\\"{{ x }}\\">", text "b", markup "</a>"))',
  ],
  [
    'an HTML attribute of a block',
    '<div class="{% if a %}b{% endif %}">c</div>',
    'html_element(markup "<div class=\\"{% if a %}b{% endif %}\\">", text "c", markup "</div>")',
  ],
  [
    'table cells: a pipe in output parts nothing',
    '| {{ x }} | {{ y | z }} |',
    'table(tbody(tr(markup "| ", td(liquid_output "{{ x }}"), markup " | ", td(liquid_output "{{ y | z }}"), markup " |")))',
  ],
  [
    'no table: its pipes are in output and in code',
    'a {{ x | y }} `|`',
    'p(text "a ", liquid_output "{{ x | y }}", text " ", codespan(markup "`", text "|", markup "`"))',
  ],
  ['heading', '## {{ x }} b', 'header(markup "## ", liquid_output "{{ x }}", text " b")'],
  [
    'list items',
    '- {{ x }}\n- {% y %} z',
    'ul(li(markup "- ", p(liquid_output "{{ x }}")), markup "\\n", li(markup "- ", p(liquid_tag "{% y %}", text " z")))',
  ],
  [
    'quote',
    '> {{ x }} b\n> {{ y }}',
    'blockquote(markup "> ", p(liquid_output "{{ x }}", text " b\\n", markup "> ", liquid_output "{{ y }}"))',
  ],
  [
    'definition',
    'a\n: {{ x }}',
    'dl(dt(text "a"), markup "\\n", dd(markup ": ", p(liquid_output "{{ x }}")))',
  ],
  [
    'footnote',
    '[^1]: {{ x }}\n\na[^1]',
    'footnote_definition(markup "[^1]:", p(markup " ", liquid_output "{{ x }}")), markup "\\n", blank "\\n", p(text "a", footnote "[^1]")',
  ],
  ['emphasis', '*{{ x }}*', 'p(em(markup "*", liquid_output "{{ x }}", markup "*"))'],
  ['code', '`{{ x }}`', 'p(codespan(markup "`", text "{{ x }}", markup "`"))'],
  [
    'fenced code',
    '```\n{{ x }}\n```\n',
    'codeblock(markup "```\\n", text "{{ x }}\\n", markup "```"), markup "\\n"',
  ],
  ['a tag in text', 'a {% x %} b', 'p(text "a ", liquid_tag "{% x %}", text " b")'],
  ['a tag alone on a line', '{% include a.html %}\n', 'liquid_tag "{% include a.html %}", markup "\\n"'],
  [
    'two tags on a line',
    '{% a %} {% b %}\n',
    'liquid_tag "{% a %}", markup " ", liquid_tag "{% b %}", markup "\\n"',
  ],
  [
    'a tag’s line ends a paragraph',
    'a\n{% include a.html %}\nb',
    'p(text "a"), markup "\\n", liquid_tag "{% include a.html %}", markup "\\n", p(text "b")',
  ],
  [
    'a tag over two lines',
    '{% include a.html\n  b="*c*" %}\n',
    'liquid_tag "{% include a.html\\n  b=\\"*c*\\" %}", markup "\\n"',
  ],
  [
    'a pair around blocks',
    '{% if a %}\n\n*b*\n\n{% endif %}',
    'liquid_tag "{% if a %}", markup "\\n", blank "\\n", p(em(markup "*", text "b", markup "*")), markup "\\n", blank "\\n", liquid_tag "{% endif %}"',
  ],
  ['a tag that the site alone knows', '{% youtube abc %} b', 'p(liquid_tag "{% youtube abc %}", text " b")'],
  [
    'a pair that the site alone knows',
    '{% note %}\n- a\n{% endnote %}\n',
    'liquid_tag "{% note %}", markup "\\n", ul(li(markup "- ", p(text "a"))), markup "\\n", liquid_tag "{% endnote %}", markup "\\n"',
  ],
  [
    'raw in text',
    '{% raw %}*a* {{ b }}{% endraw %} *c*',
    'p(liquid_tag "{% raw %}*a* {{ b }}{% endraw %}", text " ", em(markup "*", text "c", markup "*"))',
  ],
  [
    'raw as a block',
    '{% raw %}\n\n- a\n{% endraw %}\n',
    'liquid_tag "{% raw %}\\n\\n- a\\n{% endraw %}", markup "\\n"',
  ],
  [
    'comment',
    '{% comment %}\n# a\n{% endcomment %}\n',
    'liquid_tag "{% comment %}\\n# a\\n{% endcomment %}", markup "\\n"',
  ],
  [
    'highlight',
    '{% highlight ruby %}\n*a*\n\n    b\n{% endhighlight %}\n',
    'liquid_tag "{% highlight ruby %}\\n*a*\\n\\n    b\\n{% endhighlight %}", markup "\\n"',
  ],
  [
    'dashes for white space',
    '{%- raw -%}*a*{%- endraw -%}\n',
    'liquid_tag "{%- raw -%}*a*{%- endraw -%}", markup "\\n"',
  ],
  [
    'raw without an end',
    '{% raw %} *a*',
    'p(liquid_tag "{% raw %}", text " ", em(markup "*", text "a", markup "*"))',
  ],
  ['output without an end', '{{ x *a*', 'p(text "{{ x ", em(markup "*", text "a", markup "*"))'],
  ['a tag without an end', '{% x *a*', 'p(text "{% x ", em(markup "*", text "a", markup "*"))'],
  ['an end without a beginning', '{% endraw %} a', 'p(liquid_tag "{% endraw %}", text " a")'],
]

describe('with Liquid', () => {
  it.each(TREES)('%s', (_, source, tree) => {
    same(source, tree, { liquid: true })
  })
})

describe('without Liquid', () => {
  it('output and tags are text', () => {
    same('{{ x }} {% y %}', 'p(text "{{ x }} {% y %}")')
    expect(toHtml('{{ *x* }}\n')).toBe('<p>{{ <em>x</em> }}</p>\n')
  })
})
