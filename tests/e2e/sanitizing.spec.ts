import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Author } from './author.ts'
import { expect, test } from './galley.ts'

// counted here, payload by payload
test.use({ allowsViolations: true })

const own = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<img src="https://example.org/pixel.png" srcset="https://example.org/2x.png 2x">',
  '<img src="//example.org/pixel.png"><img src="data:image/svg+xml,<svg onload=alert(1)>">',
  '<picture><source srcset="https://example.org/p.webp"><img src="https://example.org/p.png"></picture>',
  '<svg><a xlink:href="javascript:alert(1)"><animate attributeName=href values=javascript:alert(1) /></a></svg>',
  '<svg onload=alert(1)><use href="https://example.org/x.svg#a"/></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe><frameset onload=alert(1)></frameset>',
  '<object data="https://example.org/x"><embed src="https://example.org/x"></object>',
  '<a href="javascript:alert(1)">one</a><a href=" java&#10;script:alert(1)">two</a><a href="#/">three</a>',
  '<a href="data:text/html,<script>alert(1)</script>" target=_top>four</a><a href="//example.org/">five</a>',
  '<form action="https://example.org/" id=text name=body><button formaction="javascript:alert(1)">go</button></form>',
  '<img name=getElementById><img id=body><a id=defaultView></a><a name=cookie href="cid:x">clobbered</a>',
  '<base href="https://example.org/"><meta http-equiv=refresh content="0;url=https://example.org/">',
  '<link rel=stylesheet href="https://example.org/x.css"><style>@import "https://example.org/x.css"</style>',
  '<p style="background:url(https://example.org/x.png);text-align:center">styled</p><font style="x:y">old</font>',
  '<video src="https://example.org/v.mp4" poster="https://example.org/v.png" autoplay onloadstart=alert(1)></video>',
  '<audio autoplay src="https://example.org/a.mp3" onerror=alert(1)></audio><bgsound src="https://example.org/a.mid">',
  '<details open ontoggle=alert(1)><summary>Open</summary>x</details><marquee onstart=alert(1)>x</marquee>',
  '<input autofocus onfocus=alert(1)><select onfocus=alert(1) autofocus></select><textarea autofocus></textarea>',
  '<div background="https://example.org/x.png" tabindex=1 onfocus=alert(1) contenteditable>x</div>',
  '<template><img src=x onerror=alert(1)></template><x-y onclick=alert(1) is=z>custom</x-y>',
  '<div class="galley-island-edit" slot=x part=y data-picture="https://example.org/x.png">y</div>',
]

const blocksOf = (lines: readonly string[], before: string, after: string): string =>
  lines.map((line) => `${before}${line}${after}\n\n`).join('')

/** Every payload in HTML that is shown as it looks. Behind them those of ours in a table and in a section, which are edited in place. */
const post = (title: string, lines: readonly string[]): string => {
  const ours = lines.filter((line) => own.includes(line))
  return (
    `---\ntitle: ${title}\n---\n\n` +
    blocksOf(lines, '<pre>text ', '</pre>') +
    blocksOf(ours, '<table><colgroup><col></colgroup><tr><td>cell ', '</td></tr></table>') +
    blocksOf(ours, '<section>section ', '<p>text</p></section>')
  )
}

const payloads = process.env.GALLEY_PAYLOADS
const many = payloads === undefined ? [] : readFileSync(join(payloads, 'xss.txt'), 'utf8').split('\n')
const perPost = 120
const posts = [
  ...own.map((line) => [line]),
  own,
  ...Array.from({ length: Math.ceil(many.length / perPost) }, (_, at) =>
    many.slice(at * perPost, (at + 1) * perPost),
  ),
]

/** Takes note of what ran and of what the page's policy had to stop, from the very start. */
function watch(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const seen: string[] = []
    Object.defineProperty(window, 'seen', { value: seen })
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const)
      Object.defineProperty(window, name, { value: () => void seen.push(`${name} ran`) })
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      seen.push(`${violatedDirective} ${blockedURI} ${sample}`)
    })
  })
}

/** What stands in the text and must not. */
const wrong = (page: Page): Promise<string[]> =>
  page.locator('.galley-text').evaluate((text) => {
    const inLooks = [...text.querySelectorAll('.galley-island-look *')]
    const forbidden = /^(?:on|id$|name$|class$|style$|srcset$|form|srcdoc$|background$|data-)/
    const element =
      'script, style, iframe, object, embed, form, svg, math, link, meta, base, input, video, audio'
    return inLooks.flatMap((one) => {
      const attributes = one.getAttributeNames().filter((name) => forbidden.test(name))
      const href = one.getAttribute('href') ?? 'https:'
      const src = one.getAttribute('src') ?? 'blob:'
      const isRight = attributes.length === 0 && /^(?:https?|mailto):/i.test(href) && src.startsWith('blob:')
      return isRight && !one.matches(element) ? [] : [one.outerHTML]
    })
  })

/** Waits until what is near the screen, here all of it, is shown as it looks. */
async function seeAll(page: Page): Promise<void> {
  await expect.poll(() => page.locator('.galley-island-look').count()).toBeGreaterThan(0)
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

test('HTML of a post is shown as it looks; nothing in it runs or is fetched', async ({
  page,
  context,
  galley,
}) => {
  test.setTimeout(300_000)
  const pathOf = (at: number): string => `_posts/2026-01-01-p${at}.md`
  const { address } = await galley({
    '_config.yml': 'title: Tides\n',
    ...Object.fromEntries(posts.map((lines, at) => [pathOf(at), post(`P${at}`, lines)])),
  })
  const foreign: string[] = []
  await page.route(
    (url) => /^https?:$/.test(url.protocol) && url.origin !== new URL(address).origin,
    (route) => {
      foreign.push(route.request().url())
      return route.abort()
    },
  )
  await page.setViewportSize({ width: 1000, height: 12_000 })
  await watch(page)
  const author = new Author(page)
  await author.visit(address)
  const seen = (): Promise<string[]> => page.evaluate(() => (window as unknown as { seen: string[] }).seen)
  for (const at of posts.keys()) {
    await page.evaluate((path) => (location.hash = `#/post/${encodeURIComponent(path)}`), pathOf(at))
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(`P${at}`)
    await seeAll(page)
    expect(await wrong(page)).toEqual([])
    await page.evaluate(() =>
      document
        .querySelectorAll<HTMLElement>('.galley-island-look :is(a, summary)')
        .forEach((one) => one.click()),
    )
    // Tags that close nowhere may bring a handler to the browser's notice; then the page's policy stops it as well.
    if (at <= own.length) expect(await seen()).toEqual([])
    expect(page.url()).toBe(`${address}#/post/${encodeURIComponent(pathOf(at))}`)
  }
  expect((await seen()).filter((one) => one.endsWith(' ran'))).toEqual([])
  expect(foreign).toEqual([])
  expect(context.pages()).toHaveLength(1)
})
