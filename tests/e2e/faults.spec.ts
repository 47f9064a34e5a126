import type { Page } from '@playwright/test'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Fault } from '../git/proxy.ts'
import { Author } from './author.ts'
import { isGit, isPush, test } from './between.ts'
import { expect } from './galley.ts'
import { png } from './png.ts'
import { floating, sound } from './sound.ts'

const fog = '---\nlayout: post\ntitle: Fog\n---\n\nThe fog came in at noon.\n'
const blog = {
  '_config.yml': 'title: The Tide Tables\n',
  '_posts/2026-05-01-fog.md': fog,
  '_posts/2026-06-01-sun.md': '---\nlayout: post\ntitle: Sun\n---\n\nSun all day.\n',
}

async function edit(author: Author): Promise<void> {
  await author.open('Fog')
  await author.selectWord('noon')
  await author.page.keyboard.type('dusk')
  await author.saved()
}

test('a fetch that is cut or garbled is said, and done again', async ({ page, galley, between }) => {
  const { address } = await galley(blog)
  const proxy = await between(address)
  const faults: [Fault, string][] = [
    [{ cut: 100, torn: true }, 'There is no connection'],
    [{ garble: 180 }, 'The host’s answer made no sense'],
  ]
  let fault: Fault | undefined
  let requests = 0
  // the first asks who the host is, the second what there is, the third for all of it
  proxy.fault = (request) => (isGit(request) && ++requests === 3 ? fault : undefined)
  fault = faults[0]?.[0]
  await page.goto(proxy.address)
  for (const [at, [, words]] of faults.entries()) {
    await expect(page.getByRole('alert')).toContainText(words)
    requests = 0
    fault = faults[at + 1]?.[0]
    await page.getByRole('button', { name: 'Try again' }).click()
  }
  await expect(page.getByRole('link', { name: 'Fog', exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sun', exact: true })).toBeVisible()
  // whatever was tried before has ended
  await expect.poll(() => page.workers().filter((worker) => worker.url().includes('worker')).length).toBe(1)
})

test('a publish whose answer is lost is found on the blog, not made twice', async ({
  page,
  galley,
  between,
}) => {
  const { address, show, log, git } = await galley(blog)
  const proxy = await between(address)
  const author = new Author(page)
  await author.visit(proxy.address)
  await edit(author)
  let dead = false
  proxy.fault = (request) => {
    if (dead && isGit(request)) return { refuse: true }
    dead = isPush(request)
    return dead ? { lose: true } : undefined
  }
  await author.publish('Dusk')
  await expect(author.dialog).toContainText('There is no connection')
  expect(log()).toEqual(['Dusk', 'Start'])
  proxy.fault = () => undefined
  await author.dialog.getByRole('button', { name: 'Publish', exact: true }).click()
  await author.published()
  expect(log()).toEqual(['Dusk', 'Start'])
  expect(show('_posts/2026-05-01-fog.md')).toBe(fog.replace('noon', 'dusk'))
  expect(git('fsck', '--strict')).toBe('')
})

/** Says how much this page may keep on the device, in bytes; undefined: as much as ever. */
async function roomOf(page: Page): Promise<(quotaSize?: number) => Promise<void>> {
  const devtools = await page.context().newCDPSession(page)
  const { origin } = new URL(page.url())
  return (quotaSize) =>
    devtools
      .send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize !== undefined && { quotaSize }) })
      .then(() => undefined)
}

test('a device without room says so while it fetches and while it saves, and keeps the text', async ({
  page,
  galley,
}) => {
  // half a megabyte that cannot be made smaller
  const noise = randomBytes(400_000)
    .toString('base64')
    .replace(/.{100}/g, '$&\n')
  const { address, show } = await galley({
    ...blog,
    '_posts/2026-05-01-fog.md': `${fog}\n\`\`\`\n${noise}\n\`\`\`\n`,
  })
  const author = new Author(page)
  await page.goto(`${address}blogs.json`)
  const allow = await roomOf(page)
  await allow(250_000)
  await page.goto(address)
  await expect(page.getByRole('alert')).toContainText('There is no room left on it for your blog')
  await sound(page, 'faults, 1', ...floating)
  // enough for the post as it comes; the browser believes for a while in much room that there was
  await allow(3_000_000)
  await page.getByRole('button', { name: 'Try again' }).click()
  await author.open('Fog')
  // not enough for another edition of the post
  const { usage = 0 } = await page.evaluate(() => navigator.storage.estimate())
  await allow(usage + 100_000)
  await author.selectWord('noon')
  // the browser looks at the room that is left now and then only
  await expect(async () => {
    await page.keyboard.type('dusk ')
    await expect(page.getByRole('alert')).toContainText('it stands in this tab alone', { timeout: 3000 })
  }).toPass()
  await sound(page, 'faults, 2', ...floating)
  await expect(author.text).toContainText('The fog came in at dusk')
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download a copy' }).click()
  const copy = await coming
  expect(copy.suggestedFilename()).toBe('2026-05-01-fog.md')
  expect(readFileSync(await copy.path(), 'utf8')).toContain('The fog came in at dusk')

  await allow()
  await page.getByRole('button', { name: 'Try again' }).click()
  await author.saved()
  await author.publish('Dusk')
  await author.published()
  expect(show('_posts/2026-05-01-fog.md')).toContain('The fog came in at dusk')
})

test('a blog that has moved, and a version that is gone, are opened where they are now', async ({
  page,
  galley,
  between,
}) => {
  const { address, git } = await galley(blog)
  const proxy = await between(address)
  const author = new Author(page)
  await author.visit(proxy.address)
  await edit(author)
  git('branch', '--move', 'main', 'site/next')
  await author.publish('Dusk')
  await author.dialog.getByRole('button', { name: 'Open ‘site/next’ instead' }).click()
  await expect(author.text).toContainText('The fog came in at dusk.')

  proxy.rename = (path) => path.replace('/git/moved.git', '/git/blog.git')
  proxy.fault = ({ path }) =>
    path.startsWith('/git/blog.git/')
      ? { status: 301, headers: { Location: path.replace('/git/blog.git', '/git/moved.git') } }
      : undefined
  await author.publish('Dusk')
  await expect(author.dialog).toContainText('Your blog has a new address')
  await author.dialog.getByRole('button', { name: 'Open at the new address' }).click()
  await expect(author.text).toContainText('The fog came in at dusk.')
  await author.publish('Dusk')
  await author.published()
  expect(git('show', 'site/next:_posts/2026-05-01-fog.md')).toContain('at dusk')
})

test('a blog whose history was replaced is a question, in the sheet and over the list', async ({
  page,
  galley,
}) => {
  const { address, git, commit, show } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await edit(author)
  git('checkout', '--quiet', '--orphan', 'other')
  git('rm', '--quiet', '--force', '_posts/2026-06-01-sun.md')
  commit({ '_posts/2026-07-01-rain.md': '---\ntitle: Rain\n---\n\nRain.\n' })
  git('branch', '--quiet', '--force', 'main', 'other')
  git('checkout', '--quiet', 'main')
  await author.publish('Dusk')
  await expect(author.dialog).toContainText('Your blog was replaced elsewhere')
  await expect(author.dialog).toContainText('By Test, just now: ‘Sun’ is not there any more.')
  await sound(page, 'faults, 3', ...floating)
  await author.dialog.getByRole('button', { name: 'Not yet' }).click()
  await page.getByRole('link', { name: 'Posts' }).click()
  await expect(page.getByRole('alert')).toContainText('Your blog was replaced elsewhere')
  await expect(page.getByRole('link', { name: 'Sun', exact: true })).toBeVisible()
  await sound(page, 'faults, 4', ...floating)
  await page.getByRole('button', { name: 'Keep my posts as they were' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Rain', exact: true })).toBeVisible()
  await author.publish('Back')
  await author.published()
  expect(show('_posts/2026-05-01-fog.md')).toBe(fog.replace('noon', 'dusk'))
  expect(show('_posts/2026-06-01-sun.md')).toBe(blog['_posts/2026-06-01-sun.md'])
  expect(git('fsck', '--strict')).toBe('')
})

test('a picture is fetched while it is in sight, and no longer', async ({ page, galley, between }) => {
  const lines = Array.from({ length: 80 }, (_, at) => `Line ${at}.\n`).join('\n')
  const { address } = await galley({
    ...blog,
    'boat.png': png(40, 20),
    'gull.png': png(20, 40),
    '_posts/2026-05-01-fog.md': `---\ntitle: Fog\n---\n\n<pre>Boat: <img src="/boat.png"></pre>\n\n${lines}\n![Gull](/gull.png)\n`,
  })
  const proxy = await between(address)
  const author = new Author(page)
  await author.visit(proxy.address)
  // its texts have come, not their names alone
  await expect(page.getByRole('heading', { level: 1, name: 'The Tide Tables' })).toBeVisible()
  const given: string[] = []
  page.on('requestfailed', (request) => {
    if (request.url().endsWith('/git-upload-pack')) given.push(request.failure()?.errorText ?? '')
  })
  // what is asked for begins to come, and never ends
  let stalled = 0
  proxy.fault = (request) => {
    if (!isGit(request) || request.method !== 'POST') return undefined
    stalled += 1
    return { stall: 30 }
  }
  await author.open('Fog')
  await expect.poll(() => stalled).toBe(1)
  await author.text.getByText('Line 79.').scrollIntoViewIfNeeded()
  await expect.poll(() => given).toEqual(['net::ERR_ABORTED'])
  await expect.poll(() => stalled).toBe(2)
  proxy.fault = () => undefined
  await author.text.getByText('Line 0.', { exact: true }).scrollIntoViewIfNeeded()
  await expect.poll(() => given).toEqual(['net::ERR_ABORTED', 'net::ERR_ABORTED'])
  await expect(author.text.locator('.galley-island-look img')).toHaveAttribute('src', /^blob:/)
})

test('one post in two windows: a detail that both set is asked about, a deletion is said', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const second = await page.context().newPage()
  const other = new Author(second)
  await other.visit(address)
  await other.open('Fog')
  // neither hears of the other
  for (const deaf of [page, second])
    await deaf.evaluate(() => (BroadcastChannel.prototype.postMessage = () => undefined))
  await second.getByRole('textbox', { name: 'Title' }).fill('Mist')
  await other.saved()
  await page.getByRole('textbox', { name: 'Title' }).fill('Haze')
  await expect(page.getByRole('alert')).toContainText('You set one detail in two windows')
  await sound(page, 'faults, 5', ...floating)
  await page.getByRole('button', { name: 'Take this one' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Mist')

  await other.visit(address)
  await second.getByRole('button', { name: 'More for ‘Mist’' }).click()
  await second.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByRole('alert')).toContainText('You deleted this post in another window')
  await sound(page, 'faults, 6', ...floating)
  await page.getByRole('button', { name: 'Put it back' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await author.publish('Mist')
  await author.published()
  expect(show('_posts/2026-05-01-fog.md')).toBe(fog.replace('title: Fog', 'title: Mist'))
})
