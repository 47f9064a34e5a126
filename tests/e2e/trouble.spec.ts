import type { BrowserContext } from '@playwright/test'
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Author } from './author.ts'
import { expect, test, writeFiles } from './galley.ts'
import { png } from './png.ts'

const fog = '---\nlayout: post\ntitle: Fog\n---\n\nThe fog came in at noon.\n'
const blog = {
  '_config.yml': 'title: The Tide Tables\n',
  '_posts/2026-05-01-fog.md': fog,
  '_posts/2026-06-01-sun.md': '---\nlayout: post\ntitle: Sun\n---\n\nSun all day.\n',
}

async function edit(author: Author, word = 'noon', by = 'dusk'): Promise<void> {
  await author.open('Fog')
  await author.selectWord(word)
  await author.page.keyboard.type(by)
  await author.saved()
}

/** Whatever happened, the edit is on the device: after a reload it is there, marked as not yet published. */
async function stillThere(author: Author, text = 'The fog came in at dusk.'): Promise<void> {
  await author.page.reload()
  await expect(author.text).toContainText(text)
  await author.page.getByRole('link', { name: 'Posts' }).click()
  await expect(
    author.page.getByRole('tab', { name: /Changed/ }).or(author.page.getByText(/^Changed/).first()),
  ).toContainText('1')
}

test('a push that a hook refuses: its words, and nothing lost', async ({ page, galley }) => {
  const { address, path, log } = await galley(blog)
  const hook = join(path, '.git/hooks/pre-receive')
  writeFileSync(hook, '#!/bin/sh\necho "No posts on Sundays, says the editor." >&2\nexit 1\n')
  chmodSync(hook, 0o755)
  const author = new Author(page)
  await author.visit(address)
  await edit(author)
  await author.publish()
  await expect(author.dialog).toContainText('No posts on Sundays, says the editor.')
  expect(log()).toHaveLength(1)
  await stillThere(author)
})

test('a work tree with unsaved changes refuses the push in words', async ({ page, galley }) => {
  const { address, path, log } = await galley(blog)
  writeFiles(path, { '_posts/2026-06-01-sun.md': 'changed by hand' })
  const author = new Author(page)
  await author.visit(address)
  await edit(author)
  await author.publish()
  await expect(author.dialog.getByRole('alert')).toContainText('Your blog’s folder has changes of its own')
  expect(log()).toHaveLength(1)
  expect(readFileSync(join(path, '_posts/2026-06-01-sun.md'), 'utf8')).toBe('changed by hand')
  await stillThere(author)
})

test('somebody else pushed another file first: both are there', async ({ page, galley }) => {
  const { address, show, commit, log, git } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await edit(author)
  commit({ '_posts/2026-06-01-sun.md': 'Rain after all.' })
  await author.publish('Dusk')
  await author.published()
  expect(show('_posts/2026-06-01-sun.md')).toBe('Rain after all.')
  expect(show('_posts/2026-05-01-fog.md')).toBe(fog.replace('noon', 'dusk'))
  expect(log()).toEqual(['Dusk', 'Somebody else', 'Start'])
  expect(git('fsck', '--strict')).toBe('')
})

test('somebody else changed the same post: a choice, and both kept', async ({ page, galley }) => {
  const { address, show, commit, git } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await edit(author)
  commit({ '_posts/2026-05-01-fog.md': fog.replace('noon', 'dawn') })
  await author.publish()
  await expect(author.dialog).toContainText('Somebody else changed this too')
  expect(show('_posts/2026-05-01-fog.md')).toContain('dawn')
  await author.dialog.getByRole('button', { name: 'Keep both' }).click()
  await author.dialog.getByRole('button', { name: 'Publish', exact: true }).click()
  await author.published()
  expect(show('_posts/2026-05-01-fog.md')).toContain('dawn')
  const drafts = git('ls-tree', '--name-only', 'main', '_drafts/')
  expect(show(drafts)).toContain('dusk')
})

test('without a connection the work stays, and goes out later; a picture comes once there is one', async ({
  page,
  galley,
}) => {
  const blogHere = await galley({
    ...blog,
    '_posts/2026-06-01-sun.md': `---\nlayout: post\ntitle: Sun\n---\n\n![A beach](/beach.png)\n\nBelow it.\n${'\nMore.\n'.repeat(9)}`,
    'beach.png': Buffer.from(png(40, 900)),
  })
  const author = new Author(page)
  await author.visit(blogHere.address)
  await edit(author)
  await blogHere.stop()
  await author.publish()
  await expect(author.dialog).toContainText('There is no connection')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Posts' }).click()
  await author.open('Sun')
  await expect(author.text.getByRole('img', { name: /Picture cannot be fetched now/ })).toBeVisible()
  const below = author.text.getByText('Below it.')
  await below.click()
  const place = await below.boundingBox()
  await blogHere.start()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect(author.text.getByRole('img', { name: 'A beach', exact: true })).toHaveAttribute(
    'src',
    /^blob:/,
  )
  // who writes below it goes on at the same place of the window
  expect(await below.boundingBox()).toEqual(place)
  await author.publish()
  await author.published()
  expect(blogHere.show('_posts/2026-05-01-fog.md')).toContain('dusk')
})

test('a wrong address: a sentence that says what to do', async ({ page, galley }) => {
  const { address } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: /another blog/ }).click()
  const field = page.getByLabel('The address of your blog')
  for (const [typed, words] of [
    ['my blog', 'This is not an address|should look like'],
    [`${address}git/nothing.git`, 'No blog was found there'],
    ['http://example.org/blog', 'https'],
  ] as const) {
    await field.fill(typed)
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(page.getByRole('main')).toContainText(new RegExp(words))
  }
})

test('a repository that is no Jekyll site says so and changes nothing', async ({ page, galley }) => {
  const { address } = await galley({ 'README.md': 'A program.\n', 'src/main.c': 'int main;\n' })
  await new Author(page).visit(address)
  await expect(page.getByText('This does not look like a Jekyll blog')).toBeVisible()
})

test('an empty repository takes its first post', async ({ page, galley }) => {
  const { address, git, log } = await galley({}, { empty: true })
  const author = new Author(page)
  await author.visit(address)
  await page.getByRole('button', { name: 'Write the first post' }).click()
  await page.getByLabel('Title').fill('Hello')
  await page.keyboard.press('Enter')
  await author.text.focus()
  await page.keyboard.type('First words.')
  await author.publish('Begin')
  await author.published()
  expect(log()).toEqual(['Begin'])
  expect(git('show', '--name-only', '--format=', 'HEAD')).toMatch(/^_posts\/\d{4}-\d\d-\d\d-hello\.md$/)
})

test('a post with broken YAML opens, is named, and is not rewritten', async ({ page, galley }) => {
  const broken = '---\ntitle: "Half\nlayout: [post\n---\n\nThe text came in at noon.\n'
  const { address, show, git } = await galley({ ...blog, '_posts/2026-05-02-half.md': broken })
  const author = new Author(page)
  await author.visit(address)
  await author.open('"Half')
  await page.getByText('For the technically minded').click()
  await expect(page.getByText(/line \d/i).first()).toBeVisible()
  await author.selectWord('noon')
  await page.keyboard.type('dusk')
  await author.saved()
  await author.publish()
  await author.published()
  expect(git('show', '--numstat', '--format=', 'HEAD')).toBe('1\t1\t_posts/2026-05-02-half.md')
  expect(show('_posts/2026-05-02-half.md')).toBe(broken.replace('noon', 'dusk'))
})

/** Milliseconds after which the browser is killed; more, and more often, where GALLEY_KILLS says so. */
const deaths = process.env.GALLEY_KILLS
  ? Array.from({ length: Number(process.env.GALLEY_KILLS) }, () => [0, 50, 200, 500]).flat()
  : [200]

test('a killed browser loses nothing that was said to be saved, and publishes nothing twice', async ({
  galley,
  playwright,
}, info) => {
  test.setTimeout(60_000 * (1 + deaths.length))
  const { address, show, log, git } = await galley(blog)
  const profile = info.outputPath('profile')
  const open = async (): Promise<[BrowserContext, Author]> => {
    const context = await playwright.chromium.launchPersistentContext(profile, {
      ...info.project.use.launchOptions,
    })
    const author = new Author(context.pages()[0] ?? (await context.newPage()))
    await author.visit(address)
    return [context, author]
  }
  const die = async (context: BrowserContext, after: number): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, after)) // what happens meanwhile is the test
    killTree(profile)
    await context.close().catch(() => undefined)
  }
  let last = 'noon'
  for (const [at, after] of deaths.entries()) {
    const word = `dusk${at}`
    const [typing, first] = await open()
    await first.open('Fog')
    await first.selectWord(last)
    await first.page.keyboard.type(word)
    await first.saved()
    await die(typing, after)

    const [pressing, second] = await open()
    await second.open('Fog')
    await expect(second.text).toContainText(`at ${word}.`)
    const before = log().length
    await second.publish(word)
    await die(pressing, after)

    const [finding, third] = await open()
    await third.open('Fog')
    await expect(third.text).toContainText(`at ${word}.`)
    // it had gone out, or it still waits: then it goes out now
    if (log().length === before) {
      await third.publish(word)
      await third.published()
    }
    await die(finding, after)
    expect(log()).toHaveLength(before + 1)
    expect(show('_posts/2026-05-01-fog.md')).toBe(fog.replace('noon', word))
    expect(git('fsck', '--strict')).toBe('')

    const [looking, fourth] = await open()
    await expect(fourth.page.getByRole('button', { name: /^Publish/ })).toBeHidden()
    await expect(fourth.page.getByRole('button', { name: /^Changed/ })).toContainText('0')
    await looking.close()
    last = word
  }
})

/** SIGKILL for the browser's processes that use this profile: no process may tidy up. */
function killTree(profile: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      if (command.includes(`--user-data-dir=${profile}`)) process.kill(Number(pid), 'SIGKILL')
    } catch {
      continue // it ended by itself
    }
  }
}
