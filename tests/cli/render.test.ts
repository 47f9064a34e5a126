import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run, temporaryFolder } from './terminal.ts'

const site = {
  '_config.yml': 'title: Walks\ntheme: tidewater\n',
  '_posts/2026-01-02-a-walk.md': '---\nlayout: post\n---\nIt *rained* on {{ site.title }}.\n',
  '_posts/2026-01-03-odd.md': '---\n---\n{% weather %}\n',
  'main.scss': '---\n---\na { b: c }\n',
  'plain.html': '<p>As it is</p>',
}
const theme = { '_layouts/post.html': '<main>{{ content }}</main>{{ site.time | date: "%Y" }}' }
const textAt = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8')

describe('galley render', () => {
  it('writes every page with the theme that is named, and says what may look different', async () => {
    const [from, lent, to] = [temporaryFolder(site), temporaryFolder(theme), temporaryFolder()]
    const { code, out, err } = await run([
      'render',
      from,
      to,
      '--theme',
      lent,
      '--now',
      '2030-01-01T12:00:00Z',
    ])
    expect([code, out, err]).toEqual([0, ['2 pages, 1 warnings'], ['unknown-tag: weather']])
    expect(textAt(to, '2026/01/02/a-walk.html')).toBe(
      '<main><p>It <em>rained</em> on Walks.</p>\n</main>2030',
    )
    for (const path of ['main.css', 'plain.html']) expect(existsSync(join(to, path)), path).toBe(false)
  })

  it('writes nothing through a link out of the folder for the results, and reads nothing through one', async () => {
    const [secret, away, to] = [
      temporaryFolder({ 'c.yml': 'title: Secret\n' }),
      temporaryFolder(),
      temporaryFolder(),
    ]
    const from = temporaryFolder({ 'a.html': '---\n---\n{{ site.title }}', 'b/c.html': '---\n---\nB' })
    symlinkSync(join(secret, 'c.yml'), join(from, '_config.yml'))
    const open = await run(['render', from, to])
    expect([open.code, textAt(to, 'a.html')]).toEqual([0, ''])
    symlinkSync(away, join(from, 'out'))
    const linked = temporaryFolder()
    symlinkSync(away, join(linked, 'b'))
    symlinkSync(join(away, 'x'), join(linked, 'a.html'))
    const { code, err } = await run(['render', from, linked])
    expect([code, readdirSync(away)]).toEqual([1, []])
    expect(err[0]).toMatch(
      /^(?:a|b\/c)\.html leads out of the folder for the results: nothing was written there\.$/,
    )
  })

  it.each([
    [['--theme', '/nowhere'], 1, 'There is no folder at /nowhere.'],
    [['--now', 'noon'], 2, '--now needs a time like 2026-11-23T10:00:00Z, not “noon”. See galley --help.'],
  ])('%s: %s %s', async (given, code, sentence) => {
    expect(await run(['render', temporaryFolder(site), temporaryFolder(), ...given])).toEqual({
      code,
      out: [],
      err: [sentence],
    })
  })
})
