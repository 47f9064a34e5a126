import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replaceLiquid } from '../../src/preview/plain-liquid.ts'

const resolve = (output: string): string | undefined => (output.includes('baseurl') ? '/tides' : undefined)
const text = (source: string): string => replaceLiquid(source, resolve).text

describe('replaceLiquid', () => {
  it.each([
    ['no Liquid', 'a { b } {% c', 'a { b } {% c'],
    ['an output that is known', '![]({{ site.baseurl }}/a.png)', '![](/tides/a.png)'],
    ['an output that is not', 'It is {{ site.time }}.', 'It is .'],
    ['raw', 'a {% raw %}{{ b }}{% endraw %} c', 'a {{ b }} c'],
    ['comment', 'a{%- comment -%} {% if %} {%- endcomment -%}b', 'ab'],
    ['highlight', '{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}', '\n~~~ ruby\nputs 1\n~~~\n'],
    ['highlight around tildes', '{% highlight md %}\n~~~~\n{% endhighlight %}', '\n~~~~~ md\n~~~~\n~~~~~\n'],
    [
      'a tag alone on its line',
      'a\n\n{% include x.html %}\n',
      'a\n\n<div class="galley-placeholder">include x.html</div>\n',
    ],
    ['a tag in a line', 'a {% include x.html %} b', 'a  b'],
    ['a condition', '{% if a %}b{% else %}c{% endif %}', 'bc'],
    [
      'a hostile tag',
      '{% <script>"&" %}',
      '<div class="galley-placeholder">&lt;script&gt;&quot;&amp;&quot;</div>',
    ],
  ])('%s', (_, source, expected) => expect(text(source)).toBe(expected))

  it('names what the page cannot show', () => {
    const { warnings } = replaceLiquid(
      '{{ a }} {{ site.baseurl }} {% include b %}{% if c %}{% endif %}',
      resolve,
    )
    expect(warnings.map(({ what }) => what)).toEqual(['a', 'include b', 'if c'])
  })

  it('takes any string, and leaves one without braces alone', () => {
    const pieces = fc.constantFrom('{{', '}}', '{%', '%}', ' raw ', ' endraw ', 'comment', 'x', '\n', '-')
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const source = parts.join('')
        expect(source.includes('{') || text(source) === source).toBe(true)
      }),
    )
  })

  it('is linear in unclosed openers', () => {
    const source = '{%'.repeat(200_000)
    expect(text(source)).toBe(source)
    expect(text('{% raw %}'.repeat(100_000))).toBe('')
  })
})
