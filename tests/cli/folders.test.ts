import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run, temporaryFolder } from './terminal.ts'

const latin1 = Buffer.from('---\ntitle: Caf\xe9\n---\nCr\xe8me *br\xfbl\xe9e*\n', 'latin1')
const files = {
  '_posts/2024-01-02-a.md': '---\ntitle: A # comment\n---\n\nText with *emphasis*.\r\n\r\n<div>x</div>\r\n',
  'deep/er/b.MARKDOWN': '\uFEFF---\ntitle: B\n---\n* one\n+ two',
  'c.mkdn': '',
  'd.text': '{% include x.html %}\n\nA {{ page.title }} here.\n',
  'latin1.mkd': latin1,
  'broken.mdown': '---\ntitle: [\n---\ntext',
  'nul.mkdown': '\0 \u2028 \ufffd',
  'picture.png': 'x',
  'notes.txt': 'x',
  '.git/x.md': 'x',
}
const markdown = Object.entries(files).filter(([path]) => !/^(picture|notes|\.git)/.test(path))

const bytesOf = (folder: string, path: string) => readFileSync(join(folder, path))

describe('galley roundtrip', () => {
  it('gives every Markdown file back byte for byte, whatever its encoding, and nothing else', async () => {
    const [from, to] = [temporaryFolder(files), join(temporaryFolder(), 'out')]
    const { code, out, err } = await run(['roundtrip', from, to])
    expect([code, err]).toEqual([0, []])
    expect(out.at(-1)).toBe('7 passed, 0 failed')
    expect(out).toContain('Identical: 7')
    expect(out).toContain('Not UTF-8, read one character per byte: 1')
    for (const [path, content] of markdown)
      expect(bytesOf(to, path).equals(Buffer.from(content as Buffer)), path).toBe(true)
    for (const path of ['picture.png', 'notes.txt', '.git']) expect(existsSync(join(to, path))).toBe(false)
  })

  it('writes nothing through a link out of the folder for the results', async () => {
    const [away, to] = [temporaryFolder(), temporaryFolder()]
    symlinkSync(away, join(to, 'deep'))
    symlinkSync(join(away, 'c.mkdn'), join(to, 'c.mkdn'))
    const { code, err } = await run(['roundtrip', temporaryFolder(files), to])
    expect([code, readdirSync(away)]).toEqual([1, []])
    expect(err).toEqual(
      ['c.mkdn', 'deep/er/b.MARKDOWN'].map(
        (path) => `${path}: ${path} leads out of the folder for the results: nothing was written there.`,
      ),
    )
  })

  it('counts what stands in islands, by construct', async () => {
    const option = '{::options auto_ids="false" /}'
    const post = `One\n\n${option}\n\nTwo\n\n${option}\n\nThree <kbd>not closed\n`
    const { out } = await run([
      'roundtrip',
      temporaryFolder({ 'a.md': post, 'b.md': option }),
      temporaryFolder(),
    ])
    const rows = out.map((line) => line.trim().split(/\s+/))
    expect(rows[0]).toEqual(['island', 'blocks', 'in', 'text', 'files'])
    expect(rows).toContainEqual(['settings', '3', '0', '2'])
    expect(rows).toContainEqual(['html', '0', '1', '1'])
    expect(out).toContain('3 of 6 blocks are islands (50.0 %)')
  })
})

describe('galley html', () => {
  it('writes the HTML of every body', async () => {
    const [from, to] = [temporaryFolder(files), temporaryFolder()]
    const { code, out } = await run(['html', from, to])
    expect([code, out]).toEqual([0, ['7 passed, 0 failed']])
    expect(bytesOf(to, '_posts/2024-01-02-a.html').toString()).toContain(
      '<p>Text with <em>emphasis</em>.</p>',
    )
    expect(bytesOf(to, 'latin1.html').toString()).toContain('<p>Crème <em>brûlée</em></p>')
    expect(bytesOf(to, 'c.html').toString().trim()).toBe('')
  })

  it('does not let two files overwrite each other', async () => {
    const to = temporaryFolder()
    const { code, out, err } = await run([
      'html',
      temporaryFolder({ 'a.markdown': 'one', 'a.md': 'two' }),
      to,
    ])
    expect([code, out, err]).toEqual([1, ['1 passed, 1 failed'], ['a.md: a.markdown gives a.html too.']])
    expect(bytesOf(to, 'a.html').toString()).toContain('one')
  })
})

describe('folders', () => {
  it('does not follow links, nor read its own results', async () => {
    const from = temporaryFolder({ 'a.md': 'a', 'out/old.md': 'old' })
    symlinkSync('a.md', join(from, 'link.md'))
    symlinkSync('.', join(from, 'ring'))
    const { out } = await run(['roundtrip', from, join(from, 'out')])
    expect(out.at(-1)).toBe('1 passed, 0 failed')
  })

  it('says what cannot be written, and goes on', async () => {
    const [from, to] = [temporaryFolder({ 'a/x.md': 'a', 'b.md': 'b' }), temporaryFolder({ a: 'in the way' })]
    const { code, out, err } = await run(['html', from, to])
    expect([code, out, err.length]).toEqual([1, ['1 passed, 1 failed'], 1])
    expect(err[0]).toMatch(/^a\/x\.md: /)
  })

  it.skipIf(process.getuid?.() === 0)('says what cannot be read', async () => {
    const from = temporaryFolder({ 'a.md': 'a' })
    chmodSync(join(from, 'a.md'), 0)
    expect((await run(['html', from, temporaryFolder()])).err).toEqual([
      'a.md: It may not be read, or its result not be written.',
    ])
  })

  it.each([
    ['/nowhere', '/tmp/x', 'There is no folder at /nowhere.'],
    ['/dev/null', '/tmp/x', 'There is no folder at /dev/null.'],
    ['/tmp', '/tmp/', 'Name another folder for the results than the one to read.'],
  ])('%s to %s: %s', async (from, to, sentence) => {
    expect(await run(['html', from, to])).toEqual({ code: 1, out: [], err: [sentence] })
  })

  it('takes an empty folder', async () => {
    expect((await run(['html', temporaryFolder(), temporaryFolder()])).out).toEqual(['0 passed, 0 failed'])
  })
})
