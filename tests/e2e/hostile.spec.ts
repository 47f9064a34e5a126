import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Author } from './author.ts'
import { expect, test } from './galley.ts'

const own = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '[click](javascript:alert(1))',
  '<a href="javascript:alert(1)">x</a><form action="javascript:alert(1)"><button>go</button></form>',
  '<meta http-equiv="refresh" content="0;url=https://example.org/">',
  '<base href="https://example.org/"><link rel="stylesheet" href="https://example.org/x.css">',
  '![x](https://example.org/pixel.png){: onload="alert(1)"}',
  '<style>@import "https://example.org/x.css"; body { background: url(https://example.org/x.png) }</style>',
  '<object data="https://example.org/x"></object><embed src="https://example.org/x">',
  '<details open ontoggle=alert(1)><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
]
const payloads = process.env.GALLEY_PAYLOADS
const lines = payloads === undefined ? own : readFileSync(join(payloads, 'xss.txt'), 'utf8').split('\n')
/** Some payloads swallow what follows them: each post holds a few, so that most get their say. */
const perPost = Math.max(1, Math.ceil(lines.length / 30))
const bodies = Array.from({ length: Math.ceil(lines.length / perPost) }, (_, index) =>
  lines.slice(index * perPost, (index + 1) * perPost).join('\n\n'),
)

test('nothing in a hostile post runs or calls home, in the editor or in the preview', async ({
  page,
  galley,
}) => {
  test.setTimeout(180_000)
  const pathOf = (index: number): string => `_posts/2026-01-01-p${index}.md`
  const posts = [...own.map((line) => [line]), ...bodies.map((body) => [body])]
  const { address } = await galley({
    '_config.yml': 'title: <img src=x onerror=alert(1)>\n',
    '_layouts/post.html': `<!doctype html><html><head><title>{{ page.title }}</title></head><body onload=alert(1)><h1>{{ page.title | escape }}</h1>{{ content }}{{ page.tags }}{{ site.title }}${own.join('')}</body></html>`,
    ...Object.fromEntries(
      posts.map(([body], index) => [
        pathOf(index),
        `---\nlayout: post\ntitle: "P${index} <img src=x onerror=alert(1)>"\ntags: ["<script>alert(1)</script>"]\n---\n\n${body}\n`,
      ]),
    ),
  })
  const ran: string[] = []
  const foreign: string[] = []
  page.on('dialog', (dialog) => {
    ran.push(dialog.message())
    void dialog.dismiss()
  })
  // What the page's policy forbids never comes here.
  await page.route(
    (url) => /^https?:$/.test(url.protocol) && url.origin !== new URL(address).origin,
    (route) => {
      foreign.push(route.request().url())
      return route.abort()
    },
  )
  const author = new Author(page)
  await author.visit(address)
  await page.evaluate(() => {
    for (const name of ['alert', 'confirm', 'prompt', 'print'] as const)
      Object.defineProperty(window, name, { value: () => (document.title = `${name} ran`) })
  })
  for (const index of posts.keys()) {
    await page.evaluate((path) => (location.hash = `#/post/${encodeURIComponent(path)}`), pathOf(index))
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(new RegExp(`^P${index} `))
    if (index === 0) await page.getByRole('button', { name: 'Preview' }).click()
    await expect(
      page
        .frameLocator('iframe')
        .getByRole('heading', { name: new RegExp(`^P${index} `) })
        .first(),
    ).toBeVisible()
    expect(await page.title()).not.toMatch(/ran$/)
    expect(page.url()).toContain(address)
  }
  expect([ran, foreign]).toEqual([[], []])
})
