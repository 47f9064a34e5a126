import { describe, expect, it } from 'vitest'
import { expandAddress, findFile, parsePost, readSite } from '../../src/jekyll/index.ts'
import { siteOf } from './texts.ts'

const site = await readSite(
  siteOf({
    '_config.yml': 'url: https://me.example\nbaseurl: /blog\npermalink: pretty\nimages: /assets/images\n',
    '_posts/2020-01-02-a-day.md': '---\ntitle: A day\n---\n',
    '_posts/near.png': '',
    'assets/images/AWS CLOUD.png': '',
    'assets/images/100%.png': '',
    'assets/images/é.png': '',
    'top.png': '',
    '2020/01/02/a-day/beside.png': '',
  }),
)
const post = parsePost('_posts/2020-01-02-a-day.md', '---\ntitle: A day\n---\n', site)

describe('an address', () => {
  it.each([
    ['{{site.baseurl}}/a.png', '/blog/a.png'],
    ['{{- site.baseurl -}}/a.png', '/blog/a.png'],
    ['{{ site.url }}{{ site.baseurl }}/a.png', 'https://me.example/blog/a.png'],
    ['{{ "/a.png" | relative_url }}', '/blog/a.png'],
    ["{{ 'a.png' | relative_url }}", '/blog/a.png'],
    ['{{ "/a.png" | absolute_url }}', 'https://me.example/blog/a.png'],
    ['{{ "https://x.example/a" | relative_url }}', 'https://x.example/a'],
    ['{{ "/a.png" | prepend: site.baseurl | prepend: site.url }}', 'https://me.example/blog/a.png'],
    ['{{ site.images | append: "/a|b.png" }}', '/assets/images/a|b.png'],
    ['{% link _posts/2020-01-02-a-day.md %}', '/blog/2020/01/02/a-day/'],
    ['{% post_url 2020-01-02-a-day %}#end', '/blog/2020/01/02/a-day/#end'],
    ['{{ page.image }}', '{{ page.image }}'],
    ['{{ "x" | upcase }}', '{{ "x" | upcase }}'],
    ['{{ site.__proto__ }}{{ site.constructor }}', '{{ site.__proto__ }}{{ site.constructor }}'],
    ['plain', 'plain'],
  ])('%s becomes %s', (address, expected) => {
    expect(expandAddress(address, site)).toBe(expected)
  })

  it.each([
    ['{{site.baseurl}}/assets/images/AWS%20CLOUD.png', 'assets/images/AWS CLOUD.png'],
    ['/blog/assets/images/AWS CLOUD.png', 'assets/images/AWS CLOUD.png'],
    ['/assets/images/AWS%20CLOUD.png?v=1#x', 'assets/images/AWS CLOUD.png'],
    ['/assets/images/%C3%A9.png', 'assets/images/é.png'],
    ['/assets/images/100%.png', 'assets/images/100%.png'],
    ['https://me.example/blog/top.png', 'top.png'],
    ['//me.example/blog/top.png', 'top.png'],
    ['http://me.example/top.png', 'top.png'],
    ['https://me.example.evil/top.png', undefined],
    ['https://me.exampletop.png', undefined],
    ['https://other.example/top.png', undefined],
    ['data:image/png;base64,AAAA', undefined],
    ['near.png', '_posts/near.png'],
    ['beside.png', '2020/01/02/a-day/beside.png'],
    ['../../../../top.png', 'top.png'],
    ['./../../../../../../../top.png', 'top.png'],
    ['top.png', 'top.png'],
    ['{{ page.image }}', undefined],
    ['missing.png', undefined],
    ['', undefined],
    ['#top', undefined],
  ])('%s means the file %s', (address, file) => {
    expect(findFile(address, post, site)).toBe(file)
  })
})
