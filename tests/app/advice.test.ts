import { describe, expect, it } from 'vitest'
import { heavyPictures } from '../../src/app/advice/heavy-pictures.ts'
import { lostLinks } from '../../src/app/advice/lost-links.ts'
import { withMends } from '../../src/app/advice/mends.ts'
import { withPictureWords } from '../../src/app/advice/picture-words.ts'
import { withUntangled } from '../../src/app/advice/untangle.ts'
import { wrongTag } from '../../src/app/advice/wrong-tag.ts'
import { checkPost } from '../../src/app/check-post.ts'
import { parsePost, readSite } from '../../src/jekyll/index.ts'
import { siteOf } from '../jekyll/texts.ts'

const path = '_posts/2026-05-01-fog.md'
const head = '---\ntitle: Fog\n---\n\n'
const blog: Readonly<Record<string, string>> = {
  '_config.yml': 'permalink: /blog/:title/\n',
  '_layouts/post.html': '<div id="reactions"></div>',
  '_posts/2026-04-01-sun.md':
    '---\ntitle: Sun\nredirect_from: [/blog/old/]\n---\n\n## Noon\n\n<a name="own"></a>\n',
  'about.md': '---\n---\n',
}
const open = async () => readSite(siteOf(blog))
const readText = (name: string) => Promise.resolve(blog[name])

describe('links to other posts', () => {
  const lost = async (body: string): Promise<string[]> => {
    const site = await open()
    const found = await lostLinks(parsePost(path, head + body, site), site, { readText }, head.length)
    return found.map(({ about, count, place }) => `${about} ${count} ${place}`)
  }

  it('are lost where there is no post, or no such heading in it', async () => {
    expect(await lost('To [a](/blog/son/) and [b](/blog/moon).')).toEqual([`/blog/son/ 2 ${head.length + 3}`])
    expect(await lost('[a](/blog/sun/#dusk)')).toEqual([`/blog/sun/#dusk 1 ${head.length}`])
  })

  it('are not where they lead somewhere, or perhaps do', async () => {
    const sound =
      '[a](/blog/sun/#noon) [b](/blog/sun/#own) [c](/blog/sun/#reactions) [d](/blog/sun#comments) [e](/blog/old/) ' +
      '[f](/blog/page2/) [g](/about/) [h](/shop/son/) [i](https://example.org/blog/son/) [j](#x) [k](/blog/{{ x }}/)'
    expect(await lost(sound)).toEqual([])
  })
})

describe('tags that cannot be read', () => {
  const wrong = (body: string): string[] =>
    wrongTag(parsePost(path, head + body), head.length).map(({ about, place }) => `${about} ${place}`)

  it('are named with their place', () => {
    expect(wrong('Noon {% for x of y %}{% endfor %}')).toEqual([`for x of y ${head.length + 5}`])
    expect(wrong('Noon {{ x')).toEqual([`{{ x ${head.length + 5}`])
    expect(wrong('Noon {% if x %}{% unless y %}{% endunless %}')).toEqual([`if x ${head.length + 5}`])
    expect(wrong('a {% endif %}')).toEqual([`endif ${head.length + 2}`])
  })

  it('are not those of plugins, nor what is shown as it is', () => {
    expect(wrong('{% gist 1 %}{% chart %}x{% endchart %}{% raw %}{% if %}{% endraw %}')).toEqual([])
  })
})

describe('what a picture shows', () => {
  it('is written where the picture stands, whatever is said', async () => {
    const site = await open()
    const text = `${head}Noon ![](/a.png){:.wide} and ![](b.png "B").\n`
    const say = (at: number, words: string) => withPictureWords(path, text, at, words, site)
    const [, second] = [text.indexOf('![]'), text.lastIndexOf('![]')]
    expect(say(second, ' A boat ')).toBe(text.replace('![](b', '![A boat](b'))
    expect(say(second, '')).toBeUndefined()
    expect(say(2, 'A boat')).toBeUndefined()
    for (const words of ['a [b] c', '*so*', 'a]b', 'x_y_z `q`', '"so" <b>', 'a \\ b', '{{ x }}']) {
      const said = say(second, words)
      const left = checkPost(parsePost(path, said ?? text, site), site, 0)
      const silent = left.filter(({ code }) => code === 'no-words').map(({ count }) => count)
      expect([words, silent]).toEqual([words, [said === undefined ? 2 : 1]])
    }
  })

  it('is asked with its place; a day in the name alone is said', async () => {
    const site = await open()
    const text = `${head}Noon ![](/a.png)\n`
    const found = checkPost(
      parsePost('_posts/2999-05-01-fog.md', text, site),
      site,
      Date.UTC(2026, 4, 10, 12),
    )
    expect(found.map(({ code, place }) => [code, place])).toEqual([
      ['future', 'date'],
      ['missing-picture', text.indexOf('![')],
      ['no-words', text.indexOf('![')],
    ])
    expect(found[0]?.mended).toBe(
      text.replace('title: Fog\n', 'title: Fog\ndate: 2026-05-10 12:00:00 +0000\n'),
    )
  })
})

describe('pictures that weigh a lot', () => {
  it('are named, as far as they are on this device', async () => {
    const site = await readSite(siteOf({ ...blog, 'a.jpg': '', 'b.png': '', 'c.gif': '', 'd.jpg': '' }))
    const bytes: Readonly<Record<string, number>> = { 'a.jpg': 999_999, 'b.png': 1_200_000, 'c.gif': 5e6 }
    const repository = {
      oid: async (name: string) => name,
      blob: async (oid: string, { asking = true } = {}) =>
        asking || bytes[oid] === undefined ? undefined : new Uint8Array(bytes[oid]),
    }
    const body = ['a.jpg', 'b.png', 'c.gif', 'd.jpg', 'b.png'].map((name) => `![x](/${name})`).join('\n')
    const works = { get: () => undefined }
    expect(
      await heavyPictures(parsePost(path, head + body, site), site, { works, repository }, head.length),
    ).toEqual([
      { code: 'heavy-picture', about: 'b.png', count: 1, bytes: 1_200_000, place: head.length + 13 },
    ])
  })
})

describe('what is advised is mended by a click', () => {
  const files = {
    ...blog,
    'img/boat.png': '',
    'img/quay.jpg': '',
    '_posts/2026-04-02-thunder.md': '---\ntitle: Thunder\n---\n',
  }
  const mend = async (body: string, yaml = 'title: Fog\n'): Promise<readonly (string | undefined)[]> => {
    const site = await readSite(siteOf(files))
    const top = `---\n${yaml}---\n\n`
    const post = parsePost(path, top + body, site)
    const lost = await lostLinks(post, site, { readText }, top.length)
    const wrong = wrongTag(post, top.length)
    const advice = withMends(
      [...checkPost(post, site, Date.UTC(2026, 5, 1)), ...lost],
      post,
      site,
      top.length,
    )
    const all = withUntangled(
      [...advice.filter(({ code }) => code !== 'open-tag'), ...wrong],
      post,
      top.length,
    )
    return all.map(({ mended, deed }) => `${deed}: ${mended?.slice(top.length)}`)
  }

  it('where there is something of nearly the same name, by that', async () => {
    expect(await mend('![a](/img/baot.png) ![b](/img/bost.png "B")\n')).toEqual([
      'remove:  ![b](/img/bost.png "B")\n',
    ])
    expect(await mend('![b](/img/bost.png "B") c\n')).toEqual(['use: ![b](/img/boat.png "B") c\n'])
    expect(await mend('![b](/img/quay.png)\n')).toEqual(['use: ![b](/img/quay.jpg)\n'])
    expect(await mend('## Evening\n\n[a](#evenin)\n')).toEqual(['use: ## Evening\n\n[a](#evening)\n'])
    expect(await mend('[a](/blog/thundr/)\n')).toEqual(['use: [a](/blog/thunder/)\n'])
    expect(await mend('[a]({% post_url 2026-04-02-lightning %})\n')).toEqual(['unlink: a\n'])
    expect(await mend('[a]({% post_url 2026-04-02-thundr %})\n')).toEqual([
      'use: [a]({% post_url 2026-04-02-thunder %})\n',
    ])
  })

  it('else by taking out what leads nowhere', async () => {
    expect(await mend('So *[the **old** one](/blog/moon/){:.x}* is.\n')).toEqual([
      'unlink: So *the **old** one* is.\n',
    ])
    expect(await mend('A.\n\n![x](/no.png){: .wide}\n\nB.\n')).toEqual(['remove: A.\n\nB.\n'])
    expect(await mend('A.\n\n![x](/no.png)\n{: .wide}\n\nB.\n')).toEqual(['remove: A.\n\nB.\n'])
    expect(await mend('A.\n\n![x](/no.png)')).toEqual(['remove: A.\n\n'])
  })

  it('and a missing title by the first heading, or the name of the file', async () => {
    const site = await readSite(siteOf(files))
    const titled = (text: string): string | undefined => {
      const post = parsePost('_posts/2026-05-01-fog-at-sea.md', text, site)
      return withMends(checkPost(post, site, 0), post, site, 0)[0]?.mended
    }
    expect(titled('---\na: 1\n---\n')).toBe('---\ntitle: Fog at sea\na: 1\n---\n')
    expect(titled('---\n---\n# A *day*: one\n')).toBe('---\ntitle: "A day: one"\n---\n# A *day*: one\n')
  })

  it('and signs that stop the build, by what lets it be built', async () => {
    expect(await mend('Say {% if x %} so.\n')).toEqual(['show: Say {% raw %}{% if x %}{% endraw %} so.\n'])
    expect(await mend('a {{ x\n')).toEqual(['show: a {% raw %}{{ x{% endraw %}\n'])
    expect(await mend('a {% endif %}.\n')).toEqual(['remove: a .\n'])
    expect(await mend('{% highlight js %}\nx\n')).toEqual([
      'close: {% highlight js %}\nx\n{% endhighlight %}\n',
    ])
  })
})
