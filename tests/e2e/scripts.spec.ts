import { Author } from './author.ts'
import { expect, test } from './galley.ts'

// a site's scripts try to lead its frame elsewhere, which the app's policy stops
test.use({ allowsViolations: true })

/** Tries to reach whatever a page of the app could, and writes into its own page what it got. */
const curious = `
const got = []
const attempt = (name, reach) => { try { const value = reach(); if (value) got.push(name) } catch {} }
attempt('parent', () => parent.document)
attempt('top', () => top.location.href)
attempt('opener', () => opener && opener.document)
attempt('storage', () => localStorage)
attempt('session', () => sessionStorage)
attempt('cookies', () => { document.cookie = 'a=b'; return document.cookie })
attempt('frames', () => [...Array(parent.length).keys()].some((at) => { try { return parent[at] !== self && parent[at].document } catch { return false } }))
attempt('worker', () => navigator.serviceWorker && navigator.serviceWorker.controller)
attempt('window', () => open('about:blank'))
attempt('own origin', () => self.origin !== 'null')
const late = [
  ['database', () => new Promise((resolve, reject) => { const opened = indexedDB.open('galley'); opened.onsuccess = () => resolve(true); opened.onerror = reject })],
  ['caches', () => caches.keys()],
  ['host', () => fetch('/blogs.json')],
  ['host by request', () => new Promise((resolve, reject) => { const request = new XMLHttpRequest(); request.onload = resolve; request.onerror = reject; request.open('GET', '/blogs.json'); request.send() })],
  ['other host', () => fetch('https://elsewhere.example/', { mode: 'no-cors' })],
  ['picture', () => new Promise((resolve, reject) => { const image = new Image(); image.onload = resolve; image.onerror = reject; image.src = 'https://elsewhere.example/pixel.png' })],
  ['thread', () => new Promise((resolve, reject) => { const worker = new Worker('/assets/none.js'); worker.onmessage = resolve; worker.onerror = reject })],
  ['top by link', () => { top.location = 'https://elsewhere.example/' ; return new Promise((_, reject) => setTimeout(reject, 50)) }],
]
parent.postMessage({ preview: 'x', path: '/_config.yml', page: false }, '*')
const told = Promise.allSettled(late.map(async ([name, reach]) => { await reach(); got.push(name) }))
addEventListener('DOMContentLoaded', async () => {
  await told
  const line = document.createElement('p')
  line.textContent = 'reached: ' + (got.join(', ') || 'nothing')
  document.body.append(line)
})
`

const layout =
  '<!doctype html><html><head><title>{{ page.title }}</title><script src="{{ "/assets/curious.js" | relative_url }}"></script><script src="/assets/mathjax.js" defer></script></head><body><h1>{{ page.title }}</h1>{{ content }}<a href="/other/">Other</a></body></html>'

const blog = {
  '_config.yml': 'title: Formulas\n',
  '_layouts/post.html': layout,
  // a stand-in of the same kind: it finds formulas in the page and draws others in their place
  'assets/mathjax.js':
    "for (const p of document.querySelectorAll('p')) p.innerHTML = p.innerHTML.replace(/\\\\\\((.*?)\\\\\\)/g, '<i class=\"drawn\">$1</i>')",
  'assets/curious.js': curious,
  '_posts/2026-01-01-a.md': '---\ntitle: A formula\nlayout: post\n---\n\nSo $$x^2$$ it is.\n\nAnd no more.\n',
}

test('scripts of the site run when they are asked to, and reach nothing but their page', async ({
  page,
  galley,
}) => {
  const { address } = await galley(blog)
  const asked: string[] = []
  // what a policy forbids never comes here
  await page.context().route(/elsewhere/, (route) => {
    asked.push(route.request().url())
    return route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' })
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('A formula')
  await author.click(author.page.getByRole('button', { name: 'Preview', exact: true }))
  const still = page.frameLocator('iframe[sandbox="allow-same-origin"]')
  await expect(still.getByRole('heading', { name: 'A formula' })).toBeVisible()
  await expect(still.locator('.drawn')).toHaveCount(0)
  await page.getByText('2 things may look different on your blog').click()
  await expect(page.getByText('Formulas are drawn by a script of your blog')).toBeVisible()

  await page.getByRole('button', { name: 'Run this site’s scripts' }).click()
  const running = page.frameLocator('iframe.running')
  await expect(running.locator('.drawn')).toHaveText('x^2')
  await expect(running.getByText('reached: nothing')).toBeVisible()
  await expect(page.locator('iframe.running')).toHaveAttribute('sandbox', 'allow-scripts')
  await expect(page.getByRole('button', { name: 'Run this site’s scripts' })).toHaveCount(0)
  expect(page.url()).toContain(address)
  expect(asked).toEqual([])

  // it is the preview still: what is typed comes, a click leads to the words
  await running.getByText('And no more.').click({ position: { x: 1, y: 5 } })
  await expect(author.text).toBeFocused()
  await page.keyboard.type('Now: ')
  await expect(running.getByText('Now: And no more.')).toBeVisible()
  await expect(running.locator('.drawn')).toHaveText('x^2')
})

test('a list stands at the post while its scripts run too, and what they ask for is said to be missing', async ({
  page,
  galley,
}) => {
  await page.context().route(/elsewhere/, (route) => route.abort())
  const { address } = await galley({
    '_config.yml': 'title: Walks\n',
    'index.html':
      '---\n---\n<!doctype html><html><body>{% for post in site.posts %}<article style="min-height: 900px"><h2><a href="{{ post.url }}">{{ post.title }}</a></h2></article>{% endfor %}<script src="/katex.js"></script></body></html>',
    '_layouts/post.html':
      '<!doctype html><html><body><h1>{{ page.title }}</h1>{{ content }}<script src="/katex.js"></script><script src="//elsewhere.example/a.js"></script></body></html>',
    'katex.js': "document.body.append('Drawn.'); fetch('/search.json')",
    'search.json': '[]',
    '_posts/2026-01-01-first.md': '---\ntitle: First walk\nlayout: post\n---\n\n$$x$$ formula\n',
    '_posts/2026-01-02-b.md': '---\ntitle: Walk 2\n---\n\nB\n',
    '_posts/2026-01-03-c.md': '---\ntitle: Walk 3\n---\n\nC\n',
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('First walk')
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  await page.getByRole('button', { name: 'Run this site’s scripts', exact: true }).click()
  const running = page.frameLocator('iframe.running')
  await expect(running.getByText('Drawn.')).toBeVisible()
  await page.getByRole('button', { name: 'In the list' }).click()
  await expect(running.getByRole('heading', { name: 'First walk' })).toBeInViewport()
  await expect(running.getByRole('heading', { name: 'Walk 3' })).not.toBeInViewport()
  await page.getByText('1 thing may look different on your blog').click()
  await expect(page.getByText('A script of this page asked for more while it ran')).toBeVisible()

  await page.getByRole('button', { name: 'This post', exact: true }).click()
  await expect(running.getByText('formula', { exact: false })).toBeVisible()
  const missing = page.getByText(
    'Something that this page takes from elsewhere.example could not be fetched.',
  )
  await expect(missing).toHaveCount(0)
  await page.getByRole('button', { name: 'Show them' }).click()
  await page.getByText('2 things may look different on your blog').click()
  await expect(missing).toBeVisible()
})

test('scripts that lead elsewhere or never end are put away with a sentence', async ({ page, galley }) => {
  const { address } = await galley({
    '_config.yml': 'title: Loops\n',
    '_layouts/post.html':
      '<!doctype html><html><body><h1>{{ page.title }}</h1>{{ content }}<script src="/katex.js"></script></body></html>',
    'katex.js':
      "if (document.body.textContent.includes('Endless')) for (;;) {}\nelse location.href = 'https://elsewhere.example/?' + document.title",
    '_posts/2026-01-01-a.md': '---\ntitle: Leaving\nlayout: post\n---\n\n$$x$$ formula\n',
    '_posts/2026-01-02-b.md': '---\ntitle: Endless\nlayout: post\n---\n\n$$x$$ formula\n',
  })
  const author = new Author(page)
  await author.visit(address)
  const sentence = page.getByText('A script of this site did not come to an end, or led to another page.')
  for (const title of ['Leaving', 'Endless']) {
    await author.open(title)
    const preview = page.getByRole('button', { name: 'Preview', exact: true })
    if ((await preview.getAttribute('aria-pressed')) !== 'true') await preview.click()
    await page.getByRole('button', { name: 'Run this site’s scripts', exact: true }).click()
    await expect(sentence).toBeVisible()
    await expect(
      page.frameLocator('iframe[sandbox="allow-same-origin"]').getByRole('heading', { name: title }),
    ).toBeVisible()
    await page.getByRole('link', { name: 'Posts' }).click()
  }
})

test('the preview has a window of its own, which follows and ends with the blog', async ({
  page,
  context,
  galley,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  const many = Array.from({ length: 60 }, (_, at) => `Line ${at} of the walk.\n`).join('\n')
  const { address } = await galley({
    '_config.yml': 'title: Walks\n',
    '_layouts/post.html': '<!doctype html><html><body><h1>{{ page.title }}</h1>{{ content }}</body></html>',
    '_posts/2026-01-01-a.md': `---\ntitle: A walk\nlayout: post\n---\n\n${many}`,
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('A walk')
  await author.click(author.page.getByRole('button', { name: 'Preview', exact: true }))
  const opening = context.waitForEvent('page')
  await page.getByRole('button', { name: 'In a window of its own' }).click()
  const apart = await opening
  const frame = apart.frameLocator('iframe')
  await expect(frame.getByRole('heading', { name: 'A walk' })).toBeVisible()
  await expect(apart).toHaveTitle('Preview')
  await expect(page.locator('iframe')).toHaveCount(0)

  await frame.getByText('Line 0 of the walk.').click({ position: { x: 1, y: 5 } })
  await expect(author.text).toBeFocused()
  await page.keyboard.type('Then: ')
  await expect(frame.getByText('Then: Line 0 of the walk.')).toBeVisible()
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  const top = () => frame.locator('html').evaluate((root) => root.scrollTop)
  await expect.poll(top).toBeGreaterThan(100)

  const closed = apart.waitForEvent('close')
  await page.goto('about:blank')
  await closed
})

test('a browser that opens no window is told of in a sentence', async ({ page, galley }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  const { address } = await galley({ '_posts/2026-01-01-a.md': '---\ntitle: A walk\n---\n\nText\n' })
  await page.addInitScript(() => (window.open = () => null))
  const author = new Author(page)
  await author.visit(address)
  await author.open('A walk')
  await author.click(author.page.getByRole('button', { name: 'Preview', exact: true }))
  await page.getByRole('button', { name: 'In a window of its own' }).click()
  await expect(page.getByText('Your browser did not open a window.')).toBeVisible()
})
