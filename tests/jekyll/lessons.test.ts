import { describe, expect, it } from 'vitest'
import { learnIncludes, parametersOfInclude } from '../../src/jekyll/includes.ts'
import { parsePost, readSite } from '../../src/jekyll/index.ts'
import { outputOf } from '../../src/jekyll/output.ts'
import { learnStyles } from '../../src/jekyll/styles.ts'

const values = (list: readonly { value: string; count: number }[]) =>
  list.map(({ value, count }) => `${value} ${count}`)

describe('what the texts of posts teach', () => {
  it('is which includes they use and what they give them', () => {
    const habits = learnIncludes([
      '{% include figure.html src="/a.png" size=\'wide\' %} {% include a.md %}',
      'x\n{%- include figure.html\n  src="/b.png" size="wide" alt=page.x -%}\n{% include_cached figure.html %}',
    ])
    expect(habits.map(({ file, count }) => [file, count])).toEqual([
      ['figure.html', 3],
      ['a.md', 1],
    ])
    const [figure] = habits
    expect(figure?.parameters.map(({ name, count }) => [name, count])).toEqual([
      ['src', 2],
      ['size', 2],
      ['alt', 1],
    ])
    expect(values(figure?.parameters[1]?.values ?? [])).toEqual(['wide 2'])
    expect(figure?.parameters[2]?.values).toEqual([])
  })

  it('is also what an include asks for', () => {
    expect(parametersOfInclude('{{ include.src }} {% if include.alt %}{{include.src}}')).toEqual([
      'src',
      'alt',
    ])
  })

  it('is which classes they give to what', () => {
    const styles = learnStyles([
      'Mind.\n{: .notice}\n\n> Said.\n{: .note .info}\n\n{: .wide}\n- one\n\n# A\n{: .no_toc #top}\n',
      'Mind\nmore.\n{:.notice}\n\n```\na\n```\n{: .language-bash}\n\n![a](b){: class="left small"}\n{:toc}\n',
    ])
    expect(values(styles.paragraph)).toEqual(['notice 2'])
    expect(values(styles.quote)).toEqual(['note info 1'])
    expect(values(styles.list)).toEqual(['wide 1'])
    expect(values(styles.heading)).toEqual(['no_toc 1'])
    expect(values(styles.code)).toEqual(['language-bash 1'])
    expect(values(styles.picture)).toEqual(['left small 1'])
  })
})

describe('what the blog fills in', () => {
  it.each([
    ['{{ site.title }}', 'The Tide Tables'],
    ['{{- site.title | escape -}}', 'The Tide Tables'],
    ['{{ site.port }}', '4000'],
    ['{{ page.title }}', 'Fog'],
    ['{{ page.mood | escape }}', 'gray'],
    ['{{ "/a" | relative_url }}', '/blog/a'],
    ['{{ page.url }}', '/2026/05/01/fog.html'],
    ['{{ page.mood | upcase }}', undefined],
    ['{{ site.posts }}', undefined],
    ['{{ site.constructor }}', undefined],
  ])('%s is %s', async (source, value) => {
    const config = 'title: The Tide Tables\nport: 4000\nbaseurl: /blog\n'
    const site = await readSite({
      list: () => Promise.resolve(['_config.yml']),
      read: (path) => Promise.resolve(path === '_config.yml' ? new TextEncoder().encode(config) : undefined),
    })
    const post = parsePost('_posts/2026-05-01-fog.md', '---\ntitle: Fog\nmood: gray\n---\n', site)
    expect(outputOf(source, post, site)).toBe(value)
  })
})
