import { Author } from './author.ts'
import { isGit, isPush, test } from './between.ts'
import { expect } from './galley.ts'
import { png } from './png.ts'
import { sound } from './sound.ts'

const path = '_posts/2026-05-01-fog.md'
const fog = '---\nlayout: post\ntitle: Fog\n---\n\nThe fog came in at noon.\n'
const blog = { '_config.yml': 'title: The Tide Tables\n', [path]: fog }

test('pictures that wait for their turn and are scrolled away are not asked for', async ({
  page,
  galley,
  between,
}) => {
  const lines = Array.from({ length: 80 }, (_, at) => `Line ${at}.\n`).join('\n')
  const names = ['boat', 'buoy', 'net', 'gull'] as const
  const [boat, buoy, net, gull] = names.map((name) => `![${name}](/${name}.png)\n`)
  const { address, git } = await galley({
    ...blog,
    ...Object.fromEntries(names.map((name, at) => [`${name}.png`, png(20 + at, 40)])),
    [path]: `---\ntitle: Fog\n---\n\n${boat}\n${buoy}\n${net}\n${lines}\n${gull}`,
  })
  const proxy = await between(address)
  const author = new Author(page)
  await author.visit(proxy.address)
  await expect(page.getByRole('link', { name: 'Fog', exact: true })).toBeVisible()
  const asked: string[] = []
  page.on('request', (request) => {
    const oid = /want ([0-9a-f]{40})/.exec(request.postData() ?? '')?.[1]
    if (oid !== undefined) asked.push(oid)
  })
  // what is asked for begins to come, and never ends
  proxy.fault = (request) => (isGit(request) && request.method === 'POST' ? { stall: 30 } : undefined)
  await author.open('Fog')
  await expect.poll(() => asked.length).toBe(1)
  await author.text.getByText('Line 79.').scrollIntoViewIfNeeded()
  await expect.poll(() => asked.at(-1)).toBe(git('rev-parse', 'main:gull.png'))
  expect(asked).toHaveLength(2)
})

/** What stands before a script for its clock to be so many milliseconds ahead. */
const wrongClock = (ahead: number): string => `{
  const Real = Date
  globalThis.Date = class extends Real {
    constructor(...args) { super(...(args.length === 0 ? [Real.now() + ${ahead}] : args)) }
    static now() { return Real.now() + ${ahead} }
  }
}
`
const years = (count: number): number => count * 365 * 24 * 3600 * 1000

test.describe('a device whose clock is years off', () => {
  test.use({ serviceWorkers: 'block' })

  const ahead = -40
  test('saves, publishes and hears of news as any other', async ({ page, galley }) => {
    const { address, show, commit, git, log } = await galley(blog)
    await page.addInitScript(wrongClock(years(ahead)))
    await page.route(/worker[^/]*\.js$/, async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: wrongClock(years(ahead)) + (await response.text()) })
    })
    const author = new Author(page)
    await author.visit(address)
    await author.open('Fog')
    await author.selectWord('noon')
    await page.keyboard.type('dusk')
    await author.saved()
    await page.reload()
    await expect(author.text).toContainText('The fog came in at dusk.')
    await author.publish('Dusk')
    await author.published()
    expect(show(path)).toBe(fog.replace('noon', 'dusk'))
    await author.dialog.getByRole('button', { name: 'Done' }).click()
    commit({ [path]: fog.replace('noon', 'dawn') })
    await page.getByRole('link', { name: 'Posts' }).click()
    await page.getByRole('button', { name: 'This blog' }).click()
    await page.getByRole('menuitem', { name: 'Look for news' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Fog' })).toBeVisible()
    await author.open('Fog')
    await expect(author.text).toContainText('The fog came in at dawn.')
    expect(log()).toEqual(['Somebody else', 'Dusk', 'Start'])
    // the clock that Git is told is the device's own
    const year = new Date(Date.now() + years(ahead)).getFullYear()
    expect(git('log', '-1', '--format=%ad', '--date=format:%Y', 'HEAD~1')).toBe(String(year))
  })
})

test('what takes its time says so, with a bar: a blog that comes, a change that goes out', async ({
  page,
  galley,
  between,
}) => {
  const { address, log } = await galley(blog)
  const proxy = await between(address)
  let go = (): void => undefined
  const held = (): { delay: Promise<void> } => ({ delay: new Promise<void>((resolve) => (go = resolve)) })
  let requests = 0
  // the first asks who the host is, the second what there is, the third for all of it
  proxy.fault = (request) => (isGit(request) && ++requests === 3 ? held() : undefined)
  await page.goto(proxy.address)
  await expect(page.getByRole('progressbar', { name: 'Fetching the posts…' })).toBeVisible()
  await sound(page, 'a blog that comes')
  go()
  const author = new Author(page)
  await author.open('Fog')
  await author.selectWord('noon')
  await page.keyboard.type('dusk')
  await author.saved()
  proxy.fault = (request) => (isPush(request) ? held() : undefined)
  await author.publish('Dusk')
  await expect(author.dialog.getByRole('progressbar', { name: 'Sending to your blog’s host' })).toBeVisible()
  await sound(page, 'a change that goes out')
  go()
  await author.published()
  expect(log()).toEqual(['Dusk', 'Start'])
})
