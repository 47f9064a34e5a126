import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Author } from './author.ts'
import { expect, test, type Files } from './galley.ts'
import { left, names, payloads } from './payloads.ts'
import { png } from './png.ts'

const said = (value: unknown): string => JSON.stringify(value)
/** YAML takes no invisible characters. */
const written = payloads.filter((line) => !/\p{Cc}|[\ufeff\ufffe\uffff]|\p{Cs}/u.test(line))
const day = (at: number): string => new Date(Date.UTC(2012, 0, 1 + at)).toISOString().slice(0, 10)
const postPath = '_posts/2026-11-01-known.md'

/** Each payload as a title, an author, a tag, a key, a text; as a name of posts, pictures and data; in the blog's settings. */
const blog: Files = {
  '_config.yml': `title: ${said(payloads[0])}\ndescription: ${said(payloads)}\nurl: ${said(payloads[3])}\nauthors:\n${payloads
    .slice(0, 20)
    .map((line, at) => `  a${at}: {name: ${said(line)}}\n`)
    .join(
      '',
    )}collections:\n  ${said(payloads[4])}: {output: true}\ndefaults:\n- scope: {path: ''}\n  values: {${said(payloads[5])}: ${said(payloads[0])}}\n`,
  [postPath]: `---\ntitle: Known\n${payloads
    .slice(0, 21)
    .map((line, at) => `${said(line)}: ${said(at % 2 === 0 ? line : [line])}\n`)
    .join(
      '',
    )}image: ${said(payloads[3])}\n---\n\n![${payloads[0] ?? ''}](/img/${encodeURI(names[0] ?? '')}.png)\n\nText.\n`,
  '_data/rows.yml': written
    .map((line) => `- {${said(line.slice(0, 40))}: ${said(line)}, name: ${said(line)}}\n`)
    .join(''),
  '_data/table.csv': `name,${payloads
    .slice(0, 5)
    .map((line) => `"${line.replaceAll('"', '""')}"`)
    .join()}\n"<img src=x onerror=canary()>",1,2,3,4,5\n`,
  ...Object.fromEntries(
    payloads.map((line, at) => [
      `_posts/${day(at)}-p${at}.md`,
      `---\ntitle: ${said(line)}\nauthor: ${said(line)}\ntags: [${said(line)}]\ncategories: ${said(line)}\n---\n${line}\n`,
    ]),
  ),
  ...Object.fromEntries(names.map((name, at) => [`_posts/${day(at)}-${name}.md`, `---\n---\n${name}\n`])),
  ...Object.fromEntries(names.slice(0, 40).map((name) => [`img/${name}.png`, png(2, 2)])),
  ...Object.fromEntries(names.slice(0, 20).map((name) => [`_data/${name}.json`, said([{ name }])])),
  ...Object.fromEntries(
    names.slice(0, 20).map((name) => [`${name}.html`, `---\ntitle: ${said(name)}\n---\n`]),
  ),
}

test('no name, title, value or answer of a hostile blog becomes a part of the app', async ({
  page,
  galley,
}) => {
  test.setTimeout(process.env.GALLEY_ATTACKS === 'all' ? 900_000 : 150_000)
  const { address, path, commit, git } = await galley(blog, { name: names[0] ?? 'blog' })
  const hook = join(path, '.git/hooks/pre-receive')
  const words = payloads.slice(0, 40).filter((line) => !line.includes("'"))
  writeFileSync(hook, `#!/bin/sh\ncat >&2 <<'END'\n${words.join('\n')}\nEND\nexit 1\n`)
  chmodSync(hook, 0o755)
  await page.addInitScript(() => {
    const { canary } = window as unknown as { canary: () => void }
    for (const name of ['alert', 'confirm', 'prompt'] as const)
      Object.defineProperty(window, name, { value: canary })
  })
  const author = new Author(page)
  await author.visit(address)
  await expect(page.getByRole('link', { name: 'Known', exact: true })).toBeVisible()
  const heading = (name: string | RegExp) => page.getByRole('heading', { name }).first()
  const notHere = heading('This post is not here any more')
  const places = [
    ['pictures', heading('Pictures')],
    ['data', heading(/lists|data/i)],
    [`data/${encodeURIComponent('_data/rows.yml')}`, heading(/rows/i)],
    [`data/${encodeURIComponent('_data/table.csv')}`, heading(/table/i)],
    ['pages', heading(/pages/i)],
    ['habits', heading('How this blog is written')],
    ['new', page.getByRole('textbox').first()],
    [`post/${encodeURIComponent('../../etc/passwd')}`, notHere],
    [`post/${encodeURIComponent('<img src=x onerror=canary()>')}`, notHere],
    [`?tag=${encodeURIComponent(payloads[0] ?? '')}`, heading(/./)],
    [`post/${encodeURIComponent(postPath)}`, author.text],
  ] as const
  for (const [place, sign] of places) {
    await page.evaluate((hash) => (location.hash = hash), `#/${place}`)
    await expect(sign, place).toBeVisible()
    expect([place, await left(page)]).toEqual([place, []])
  }
  await expect(author.text).toContainText('Text.')
  commit({ 'other.md': 'x' }, payloads.slice(0, 20).join('\n'))
  git(
    'commit',
    '--allow-empty',
    '-m',
    payloads[0] ?? '',
    `--author=${'<img/src=x/onerror=canary()>'.replace(/[<>]/g, '"')} <x@y>`,
  )
  await author.text.getByText('Text.').click()
  await page.keyboard.press('End')
  await page.keyboard.type(` ${payloads[0] ?? ''}`)
  await author.saved()
  await author.publish(payloads[2])
  await expect(author.dialog).toContainText('onerror=canary()')
  expect(await left(page)).toEqual([])
})

test.describe('what a script of ours could be talked into', () => {
  // tried on purpose
  test.use({ allowsViolations: true })

  test('makes no element, script or worker of a text', async ({ page, galley }) => {
    const { address } = await galley({ [postPath]: '---\ntitle: Known\n---\nText.\n' })
    await page.goto(address)
    await expect(page.getByRole('link', { name: 'Known', exact: true })).toBeVisible()
    const refusals = await page.evaluate(() => {
      const tryIt = (what: () => unknown): string => {
        try {
          return String(what())
        } catch (error) {
          return error instanceof Error ? error.name : ''
        }
      }
      const { trustedTypes } = window as unknown as {
        trustedTypes: { createPolicy(name: string, rules: object): unknown }
      }
      return [
        tryIt(() => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=canary()>')),
        tryIt(() => (document.createElement('script').src = 'https://example.org/x.js')),
        tryIt(() => document.body.setAttribute('onclick', 'canary()')),
        tryIt(() => new Worker('./preview/x.js')),
        tryIt(() => new Worker('./assets/../preview/x.js')),
        tryIt(() => trustedTypes.createPolicy('mine', {})),
        tryIt(() => trustedTypes.createPolicy('default', {})),
      ]
    })
    expect(refusals).toEqual(Array.from({ length: 7 }, () => 'TypeError'))
  })
})
