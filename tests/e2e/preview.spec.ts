import { join } from 'node:path'
import type { FrameLocator } from '@playwright/test'
import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { png } from './png.ts'
import { sound } from './sound.ts'

const sampleBlog = join(import.meta.dirname, '../../public/sample-blog')

async function openPreview(author: Author, title: string): Promise<FrameLocator> {
  await author.open(title)
  await author.click(author.page.getByRole('button', { name: 'Preview', exact: true }))
  return author.page.frameLocator('iframe[title="How the post will look"]')
}

test('the preview is the site itself: its layout, styles and pictures, and what is typed', async ({
  page,
  galley,
}) => {
  const { address } = await galley(sampleBlog)
  const author = new Author(page)
  await author.visit(address)
  const frame = await openPreview(author, 'Bread by the tide')
  await expect(frame.getByRole('navigation', { name: 'Main' })).toBeVisible()
  // the line under the header is of the compiled stylesheet
  await expect(frame.locator('.site-header')).toHaveCSS('border-bottom-width', '1px')
  const picture = frame.locator('.lead-picture')
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  await picture.evaluate((image) => image.setAttribute('data-seen', ''))
  await author.text.getByText('People ask how').click()
  await page.keyboard.press('Home')
  await page.keyboard.type('Before all else: ')
  await expect(frame.getByText('Before all else: ')).toBeVisible()
  await page.getByRole('textbox', { name: 'Title' }).fill('Bread and tides')
  await expect(frame.getByRole('heading', { name: 'Bread and tides', level: 1 })).toBeVisible()
  // what did not change is the same element, which has not loaded anew
  await expect(frame.locator('.lead-picture[src]')).toHaveCount(1)
})

test('a page without an end is told in a sentence, and the next one is shown', async ({ page, galley }) => {
  const loop =
    '{% for i in (1..100000) %}'.repeat(4) + '{% assign a = i | plus: 1 %}' + '{% endfor %}'.repeat(4)
  const { address } = await galley({
    '_config.yml': 'title: Loops\n',
    '_posts/2026-01-01-endless.md': `---\ntitle: Endless\n---\n\n${loop}\n`,
    '_posts/2026-01-02-calm.md': '---\ntitle: Calm\n---\n\n# A calm page\n',
  })
  const author = new Author(page)
  await author.visit(address)
  const frame = await openPreview(author, 'Endless')
  await expect(frame.getByText('This page asks for more than can be shown here.')).toBeVisible()
  await page.getByRole('link', { name: 'Posts' }).click()
  await author.open('Calm')
  await expect(frame.getByRole('heading', { name: 'A calm page' })).toBeVisible()
})

test('styles without an end are told in a sentence, while pages go on', async ({ page, galley }) => {
  const { address } = await galley({
    '_config.yml': 'title: Loops\n',
    '_layouts/post.html':
      '<!doctype html><html><head><link rel="stylesheet" href="/main.css"></head><body><h1>{{ page.title }}</h1>{{ content }}</body></html>',
    'main.scss': '---\n---\n$i: 0;\n@while true { $i: $i + 1; }\n',
    '_posts/2026-01-02-a.md': '---\ntitle: A calm page\nlayout: post\n---\n\nIt goes on.\n',
  })
  const author = new Author(page)
  await author.visit(address)
  const frame = await openPreview(author, 'A calm page')
  await expect(frame.getByText('It goes on.')).toBeVisible()
  await author.text.getByText('It goes on.').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' And on.')
  await expect(frame.getByText('It goes on. And on.')).toBeVisible()
  const note = page.getByText('1 thing may look different on your blog')
  await expect(note).toBeVisible({ timeout: 60_000 })
  await note.click()
  await expect(page.getByText('The styles of your blog ask for something that never ends.')).toBeVisible()
  await sound(page, 'what may look different')
})

test('what a page takes from other sites comes where that is allowed, and is named where it does not', async ({
  page,
  galley,
}) => {
  const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="31" height="7"/>'
  await page.context().route(/\.example\//, (route) => {
    const { host } = new URL(route.request().url())
    if (host !== 'kind.example')
      return host === 'mute.example' ? route.abort() : route.fulfill({ status: 404 })
    return route.fulfill({ contentType: 'image/svg+xml', body: picture })
  })
  const { address } = await galley({
    '_config.yml': 'title: Guests\n',
    '_layouts/post.html':
      '<!doctype html><html><head><link rel="stylesheet" href="https://mute.example/a.css"><link rel="stylesheet" href="/own.css"></head><body><h1>{{ page.title }}</h1>{{ content }}</body></html>',
    'own.css':
      '@font-face { font-family: guest; src: url(https://lost.example/a.woff2) } h1 { font-family: guest }',
    '_posts/2026-01-02-a.md':
      '---\ntitle: Guests\nlayout: post\n---\n\n![Kind](https://kind.example/a.svg) ![Gone](https://gone.example/b.png)\n',
  })
  const author = new Author(page)
  await author.visit(address)
  const frame = await openPreview(author, 'Guests')
  const kind = frame.locator('img[alt=Kind]')
  const width = () => kind.evaluate((image: HTMLImageElement) => image.naturalWidth)
  await expect(kind).toBeAttached()
  await expect(page.getByRole('button', { name: 'Show them' })).toBeVisible()
  await sound(page, 'asked for what other sites have')
  await page.getByRole('button', { name: 'Show them' }).click()
  await expect.poll(width).toBe(31)
  await page.getByText('3 things may look different on your blog').click()
  for (const host of ['mute.example', 'lost.example', 'gone.example'])
    await expect(
      page.getByText(`Something that this page takes from ${host} could not be fetched.`),
    ).toBeVisible()
})

test('the page leads to the text and to other pages, in any width', async ({ page, galley }) => {
  const { address } = await galley({
    '_config.yml': 'title: Walks\nurl: https://walks.example\n',
    '_layouts/post.html':
      '<!doctype html><html><head><link rel="stylesheet" href="{{ "/own.css" | absolute_url }}"><link rel="stylesheet" href="https://fonts.other.example/a.css"></head><body><h1>{{ page.title }}</h1>{{ content }}{% if page.previous %}<a href="{{ page.previous.url | relative_url }}">Earlier</a>{% endif %}</body></html>',
    'own.css': 'h1 { color: rgb(1, 2, 3) }',
    '_posts/2026-01-01-first.md': '---\ntitle: First walk\nlayout: post\n---\n\nIt rained.\n',
    '_posts/2026-01-02-second.md':
      '---\ntitle: Second walk\nlayout: post\n---\n\nThe sun shone.\n\nIn {{ site.title }} I go far from any road.\n\n* over "hill" and dale\n* home\n',
  })
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).host))
  const author = new Author(page)
  await author.visit(address)
  const frame = await openPreview(author, 'Second walk')
  await expect(frame.getByRole('heading', { name: 'Second walk' })).toHaveCSS('color', 'rgb(1, 2, 3)')

  // a click in the page puts the cursor into its words, which the site spells with other quotes
  await frame.getByText('over “hill” and dale').click({ position: { x: 1, y: 5 } })
  await expect(author.text).toBeFocused()
  await page.keyboard.type('Far ')
  await expect(frame.getByText('Far over “hill” and dale')).toBeVisible()
  // what the site fills in is no letter of the text
  const filled = frame.getByText('In Walks I go far')
  const { width: line = 0 } = (await filled.boundingBox()) ?? {}
  await filled.click({ position: { x: line - 2, y: 5 } })
  await page.keyboard.type(' Often.')
  await expect(frame.getByText('In Walks I go far from any road. Often.')).toBeVisible()

  await frame.getByRole('link', { name: 'Earlier' }).click()
  await expect(frame.getByText('It rained.')).toBeVisible()
  await page.getByRole('button', { name: 'Back to this post' }).click()
  await expect(frame.getByText('Far over “hill” and dale')).toBeVisible()

  await page.getByRole('button', { name: 'As on a phone' }).click()
  const width = () => frame.locator('html').evaluate((root) => root.clientWidth)
  await expect.poll(width).toBe(390)

  // nothing of others before the author says so, and then for this blog from now on
  expect(asked.filter((host) => host !== new URL(address).host)).toEqual([])
  await page.route('https://fonts.other.example/**', (route) =>
    route.fulfill({ contentType: 'text/css', body: 'h1 { font-style: italic }' }),
  )
  await expect(page.getByText('fonts.other.example')).toBeVisible()
  await page.getByRole('button', { name: 'Show them' }).click()
  await expect(frame.getByRole('heading', { name: 'Second walk' })).toHaveCSS('font-style', 'italic')
  await page.reload()
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  await expect(frame.getByRole('heading', { name: 'Second walk' })).toHaveCSS('font-style', 'italic')
  await expect(page.getByRole('button', { name: 'Show them' })).toHaveCount(0)
})

test('a post is shown in the list of the blog too, where its beginning stands', async ({ page, galley }) => {
  const list =
    '---\n---\n<!doctype html><html><body>{% for post in paginator.posts %}<article><h2><a href="{{ post.url | relative_url }}">{{ post.title }}</a></h2><div style="height: 1200px">{{ post.excerpt }}</div></article>{% endfor %}</body></html>'
  const { address } = await galley({
    '_config.yml': 'title: Walks\nbaseurl: /walks\npaginate: 3\nplugins: [jekyll-paginate]\n',
    'index.html': list,
    'about.md': '---\ntitle: About\n---\n\nWho walks.\n',
    '_posts/2026-01-01-first.md': '---\ntitle: First walk\n---\n\nIt rained.\n\nMore.\n',
    ...Object.fromEntries(
      [2, 3, 4, 5].map((day) => [
        `_posts/2026-01-0${day}-w.md`,
        `---\ntitle: Walk ${day}\n---\n\nDay ${day}.\n`,
      ]),
    ),
  })
  const author = new Author(page)
  await author.visit(address)
  const frame = await openPreview(author, 'First walk')
  await expect(frame.getByText('More.')).toBeVisible()
  await page.getByRole('button', { name: 'In the list' }).click()
  await expect(frame.getByRole('heading', { name: 'First walk' })).toBeInViewport()
  await expect(frame.getByRole('heading', { name: 'Walk 5' })).toHaveCount(0) // of the page before
  await expect(frame.getByText('More.')).toHaveCount(0)
  await author.text.getByText('It rained.').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' A lot.')
  await expect(frame.getByText('It rained. A lot.')).toBeVisible()
  await sound(page, 'the list in the preview')
  await frame.getByRole('link', { name: 'First walk' }).click()
  await expect(frame.getByText('More.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'This post', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
})

test('a link leads to every page of the blog, to what programs read too, and says where it leads to none', async ({
  page,
  galley,
}) => {
  const links = (addresses: readonly string[]): string =>
    addresses.map((address) => `<a href="${address}">${address}</a>`).join(' ')
  const { address } = await galley({
    '_config.yml':
      'title: Walks\nurl: https://walks.example\nbaseurl: /w\npaginate: 1\nplugins: [jekyll-paginate, jekyll-feed]\n',
    'index.html': `---\n---\n<!doctype html><html><body>{% for post in paginator.posts %}<h2>{{ post.title }}</h2>{% endfor %}${links(['page2/', '/w/feed.xml', '/w/gone/', '/w/map.pdf', 'mailto:nell@walks.example'])}</body></html>`,
    '_layouts/post.html': `<!doctype html><html><body>{{ content }}${links(['https://walks.example/w/', '../../../../'])}</body></html>`,
    'map.pdf': 'x',
    '_posts/2026-01-01-first.md': '---\ntitle: First walk\nlayout: post\n---\n\nIt rained.\n',
    '_posts/2026-01-02-second.md': '---\ntitle: Second walk\nlayout: post\n---\n\nThe sun shone.\n',
  })
  const author = new Author(page)
  await author.visit(address)
  const frame = await openPreview(author, 'First walk')
  const follow = (name: string) => frame.getByRole('link', { name, exact: true }).click()
  await follow('https://walks.example/w/')
  await expect(frame.getByRole('heading', { name: 'Second walk' })).toBeVisible()
  for (const [link, sentence] of [
    ['/w/gone/', 'This link leads to /w/gone/, where your blog has no page.'],
    ['/w/map.pdf', 'This link leads to /w/map.pdf. Files do not open in the preview.'],
    ['mailto:nell@walks.example', 'This link writes to nell@walks.example.'],
  ] as const) {
    await follow(link)
    await expect(page.getByText(sentence)).toBeVisible()
  }
  await follow('page2/')
  await expect(frame.getByRole('heading', { name: 'First walk' })).toBeVisible()
  await follow('/w/feed.xml')
  await expect(frame.getByText('This is the feed of your blog')).toBeVisible()
  await expect(frame.getByText('The sun shone.')).toBeVisible()
  await follow('First walk')
  await expect(frame.getByText('It rained.')).toBeVisible()
  await follow('../../../../')
  await expect(frame.getByRole('heading', { name: 'Second walk' })).toBeVisible()
})

test('a page has the layout mode that its doctype gives it; pages and documents are shown like posts', async ({
  page,
  galley,
}) => {
  const body = (doctype: string): string =>
    `${doctype}<html><head><link rel="stylesheet" href="/a.CSS.css"></head><body class="Wide"><h1>{{ page.title }}</h1>{{ content }}<table><tr><td>{{ page.collection }}</td></tr></table></body></html>`
  const { address } = await galley({
    '_config.yml': 'title: Old\ncollections: {food: {output: true}}\n',
    // where browsers are strict, the class is another one, and a table takes its size of letters from the page
    'a.CSS.css': 'body { font-size: 40px } .wide { margin-left: 77px }',
    '_layouts/quirks.html': body(''),
    '_layouts/strict.html': body('<!doctype html>'),
    '_layouts/half.html': body(
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
    ),
    'about.md': '---\ntitle: About\nlayout: quirks\n---\n\nWho cooks.\n',
    '_food/soup.md': '---\ntitle: Soup\nlayout: half\n---\n\nBoil it.\n',
    '_posts/2026-01-01-a.md': '---\ntitle: A post\nlayout: strict\n---\n\nText\n',
  })
  const author = new Author(page)
  await author.visit(address)
  const frame = await openPreview(author, 'A post')
  const looks = () =>
    frame.locator('body').evaluate((body) => ({
      mode: body.ownerDocument.compatMode,
      doctype: body.ownerDocument.doctype?.publicId,
      margin: getComputedStyle(body).marginLeft,
    }))
  const shown = async (path: string, title: string) => {
    await page.evaluate((to) => (location.hash = `#/post/${encodeURIComponent(to)}`), path)
    await expect(frame.getByRole('heading', { name: title, exact: true })).toBeVisible()
    return looks()
  }
  await expect(frame.getByRole('heading', { name: 'A post' })).toBeVisible()
  expect(await looks()).toEqual({ mode: 'CSS1Compat', doctype: '', margin: '8px' })
  expect(await shown('about.md', 'About')).toEqual({ mode: 'BackCompat', margin: '77px' })
  expect(await shown('_food/soup.md', 'Soup')).toEqual({
    mode: 'CSS1Compat',
    doctype: '-//W3C//DTD XHTML 1.0 Transitional//EN',
    margin: '8px',
  })
  await expect(frame.getByRole('cell', { name: 'food' })).toBeVisible()
})

test('what a frame shows runs nothing where it is opened by itself, and nobody else can ask for it', async ({
  page,
  context,
  galley,
}) => {
  const { address } = await galley({
    '_config.yml': 'title: Alone\n',
    'evil.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "ran"</script></svg>',
    '_posts/2026-01-01-a.md': '---\ntitle: A post\n---\n\n# Words\n\n![evil](/evil.svg)\n',
  })
  const author = new Author(page)
  await author.visit(address)
  const frame = await openPreview(author, 'A post')
  await expect(frame.getByRole('heading', { name: 'Words' })).toBeVisible()
  const shown =
    page
      .frames()
      .find((each) => each.url().includes('/preview/'))
      ?.url() ?? ''
  const alone = await context.newPage()
  const answer = await alone.goto(shown)
  expect(answer?.headers()['content-security-policy']).toMatch(
    /^sandbox allow-same-origin; .*script-src 'none'/,
  )
  const drawing = await alone.goto(`${shown.split('/').slice(0, 5).join('/')}/evil.svg`)
  expect(drawing?.headers()['content-security-policy']).toContain('sandbox')
  expect(await alone.title()).not.toBe('ran')
  // another name is nobody's
  expect((await alone.goto(`${address}preview/00000000000000000000000000000000/evil.svg`))?.status()).toBe(
    404,
  )
})

test('what a frame shows is the blog’s own files, however it spells the way to others', async ({
  page,
  galley,
}) => {
  const { address } = await galley({
    '_config.yml': 'title: Ways\n',
    'img/a.png': png(2, 2),
    '_posts/2026-01-01-a.md': '---\ntitle: A post\n---\n\n# Words\n',
  })
  const author = new Author(page)
  await author.visit(address)
  const frame = await openPreview(author, 'A post')
  await expect(frame.getByRole('heading', { name: 'Words' })).toBeVisible()
  const own = ['/img/a.png', '/img/%61.png', '/x/../img/a.png', 'img/../../../../../../img/a.png']
  const others = [
    '/icon.svg',
    '../../../../../icon.svg',
    '/..%2f..%2f..%2ficon.svg',
    '/img/..%2f..%2ficon.svg',
    '/img/%2e%2e/%2e%2e/icon.svg',
    '/..%5cicon.svg',
    '/img/a.png%00',
    '/img/a%00.png',
    '/IMG/a.png',
    '/img//a.png',
    '/img/a.png/.png',
    '/.git/HEAD.png',
    '/preview/00000000000000000000000000000000/img/a.png',
    '/assets/../icon.svg',
    `${address}icon.svg`,
    '/__proto__.png',
    '/constructor',
  ]
  const body = frame.locator('body')
  await body.evaluate(
    (body, sources) =>
      body.append(...sources.map((src) => Object.assign(document.createElement('img'), { src }))),
    [...own, ...others],
  )
  const loaded = () =>
    body.evaluate((body) =>
      [...body.querySelectorAll('img')].map(({ complete, naturalWidth }) => complete && naturalWidth),
    )
  await expect.poll(loaded).not.toContain(false)
  expect(await loaded()).toEqual([...own.map(() => 2), ...others.map(() => 0)])
})

test.describe('in a browser that has no Service Worker', () => {
  test.use({ serviceWorkers: 'block' })

  test('the preview is the site too', async ({ page, galley }) => {
    const { address } = await galley(sampleBlog)
    const author = new Author(page)
    await author.visit(address)
    const frame = await openPreview(author, 'Bread by the tide')
    await expect(frame.locator('.site-header')).toHaveCSS('border-bottom-width', '1px')
    const picture = frame.locator('.lead-picture')
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0)
    expect(page.frames().map((each) => new URL(each.url()).pathname)).toContain('/frame.html')

    // what is not shown any more is given back
    const shown = (await picture.getAttribute('src')) ?? ''
    await page.evaluate((address) => {
      const revoke = URL.revokeObjectURL.bind(URL)
      URL.revokeObjectURL = (given) => {
        if (given === address) document.documentElement.dataset.revoked = given
        revoke(given)
      }
    }, shown)
    await frame.getByRole('navigation', { name: 'Main' }).getByRole('link').last().click()
    await expect(picture).toHaveCount(0)
    await expect(page.locator('html')).toHaveAttribute('data-revoked', shown)
  })
})
