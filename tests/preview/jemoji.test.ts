import { describe, expect, it } from 'vitest'
import { readSite, type SiteFiles } from '../../src/jekyll/index.ts'
import { openSite } from '../../src/preview/index.ts'

/** The page of a post with this body, in a site with jemoji. The gem itself is in no distribution: these are its documented results. */
async function pageOf(body: string, settings = ''): Promise<string> {
  const texts = new Map([
    ['_config.yml', `plugins: [jemoji]\n${settings}`],
    ['_posts/2026-01-01-a.md', `---\n---\n${body}\n`],
  ])
  const files: SiteFiles = {
    list: () => Promise.resolve([...texts.keys()]),
    read: (path) => {
      const text = texts.get(path)
      return Promise.resolve(text === undefined ? undefined : new TextEncoder().encode(text))
    },
  }
  const renderer = await openSite(await readSite(files), files)
  const { html, warnings } = await renderer.render('_posts/2026-01-01-a.md')
  expect(warnings).toEqual([])
  return html
}

const github = 'https://github.githubassets.com/images/icons/emoji/'

describe('names of emoji', () => {
  it.each([
    [':+1:', `${github}unicode/1f44d.png`],
    [':heart:', `${github}unicode/2764.png`],
    [':family_man_woman_girl:', `${github}unicode/1f468-1f469-1f467.png`],
    [':octocat:', `${github}octocat.png`],
  ])('%s', async (name, address) => {
    expect(await pageOf(`So ${name} it is`)).toContain(
      `So <img class="emoji" title="${name}" alt="${name}" src="${address}" height="20" width="20"> it is`,
    )
  })

  it('in links are pictures, in code and tags they are not, and others stay', async () => {
    const html = await pageOf('[:bee:](/a:bee:b) `:bee:` 10:30:45 :constructor: :no_such_thing:')
    expect(html.match(/<img/g)).toHaveLength(1)
    expect(html).toContain('href="/a:bee:b"')
    expect(html).toContain('>:bee:</code>')
    expect(html).toContain('10:30:45 :constructor: :no_such_thing:')
  })

  it('come from where the site says', async () => {
    expect(await pageOf(':bee:', 'emoji: {src: /pictures}\n')).toContain(
      'src="/pictures/emoji/unicode/1f41d.png"',
    )
  })
})
