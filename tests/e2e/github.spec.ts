import type { Page } from '@playwright/test'
import { dirname } from 'node:path'
import { startGitHub } from '../git/github/server.ts'
import { startGithub } from '../hosts/servers/github.ts'
import { Author } from './author.ts'
import { expect, makeRepository, test } from './galley.ts'
import type { TestRepository } from './repository.ts'

const key = 'github_pat_Sallow_4711'
const files = {
  '_config.yml': 'title: The Tide Tables\n',
  '_posts/2026-05-01-fog.md': '---\ntitle: Fog\n---\n\nThe fog came in at noon.\n',
}
const post = '_posts/2026-05-01-fog.md'
const own = { '_config.yml': 'title: An open blog\n', '_posts/2026-05-01-a.md': '---\ntitle: A\n---\nA\n' }

/** What belongs to Git of GitHub's interface; the rest is about people and what they may do. */
const isGit = (path: string, body: string): boolean =>
  /^\/repos\/ada\/blog\/(?:git|contents|compare|commits)\b(?!.*\/check-runs$)/.test(path) ||
  (path === '/graphql' && /oid|target/.test(body) && !/viewerCanPush|refUpdateRule/.test(body))

/** Answers for api.github.com with servers of our own over one real repository. */
async function answerForGithub(
  page: Page,
  { show }: TestRepository,
  git: string,
  people: string,
): Promise<void> {
  await page.context().route('https://api.github.com/**', async (route) => {
    const request = route.request()
    const { pathname, search } = new URL(request.url())
    const isGuest = request.headers().authorization === undefined
    const base = isGuest || isGit(pathname, request.postData() ?? '') ? git : people
    const url = pathname === '/graphql' ? `${base.replace(/\/v3$/, '')}/graphql` : base + pathname + search
    // the app may still ask when the test is over
    const response = await route.fetch({ url }).catch(() => undefined)
    await (response ? route.fulfill({ response }) : route.abort('failed'))
  })
  await page.context().route('https://raw.githubusercontent.com/ada/blog/**', async (route) => {
    const path = decodeURIComponent(new URL(route.request().url()).pathname.split('/').slice(4).join('/'))
    const headers = { 'Access-Control-Allow-Origin': '*' }
    await route.fulfill({ headers, body: `${show(path)}\n` })
  })
}

test('at GitHub, with a key alone: what may not be published is sent to be looked over', async ({
  page,
  galley,
}) => {
  const repository = makeRepository(files, { bare: true })
  const repositories = { 'ada/blog': { folder: repository.path, writers: ['nell'], closed: ['main'] } }
  const tokens = { [key]: { login: 'nell', contents: 'write', proposals: 'write' } } as const
  const people = await startGithub({ tokens, repositories }, '/api/v3')
  const git = await startGitHub(dirname(repository.path))
  await answerForGithub(page, repository, git.api, people.api)
  const { address } = await galley(own)
  const author = new Author(page)
  await author.visit(address)
  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: /another blog/ }).click()
  await page.getByLabel('The address of your blog').fill('https://github.com/ada/blog')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Fog', exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: 'Sign in' }).click()
  await page.getByLabel('Access key').fill(key)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('Changes to this blog are looked over first')).toBeVisible()

  await author.open('Fog')
  await author.selectWord('noon')
  await page.keyboard.type('dusk')
  await author.saved()
  await page.getByRole('button', { name: 'Publish' }).click()
  const sheet = page.getByRole('dialog', { name: 'Send for review' })
  await sheet.getByLabel('What you changed').fill('Dusk')
  await sheet.getByRole('button', { name: 'Send for review' }).click()
  await expect(page.getByText('It is sent.')).toBeVisible()
  expect(repository.git('show', 'galley/dusk:_posts/2026-05-01-fog.md')).toContain('at dusk.')
  expect(repository.git('show', 'main:_posts/2026-05-01-fog.md')).toContain('at noon.')
  expect(people.pulls).toMatchObject([{ head: 'galley/dusk', into: 'main', title: 'Dusk', state: 'open' }])

  // taken in meanwhile; whoever stays signed in for this tab hears of it after a reload
  repository.git('update-ref', 'refs/heads/main', 'galley/dusk')
  const [pull] = people.pulls
  if (pull) Object.assign(pull, { state: 'closed', merged: '2026-11-22T10:00:00Z' })
  await author.visit(address)
  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: /another blog/ }).click()
  await page.getByRole('button', { name: 'github.com/ada/blog' }).click()
  await expect(page.getByText('“Dusk” is on your blog')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Fog', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Changed 0' })).toBeVisible()
  expect([...git.problems, ...people.violations]).toEqual([])
  await Promise.all([git.stop(), people.close()])
  repository.remove()
})

test('at GitHub, whichever address is pasted: the build that fails, the page that shows it', async ({
  page,
  galley,
}) => {
  const repository = makeRepository(files, { bare: true })
  const checks: { name: string; status: string; conclusion: string | null; annotation?: string }[] = [
    { name: 'build', status: 'in_progress', conclusion: null },
  ]
  const blog = { folder: repository.path, writers: ['nell'], page: 'https://ada.github.io/blog/', checks }
  const tokens = { [key]: { login: 'nell', contents: 'write', proposals: 'write' } } as const
  const people = await startGithub({ tokens, repositories: { 'ada/blog': blog } }, '/api/v3')
  const git = await startGitHub(dirname(repository.path))
  await answerForGithub(page, repository, git.api, people.api)
  await page
    .context()
    .route('https://ada.github.io/blog/2026/05/01/fog.html*', (route) =>
      route.fulfill({ headers: { 'Access-Control-Allow-Origin': '*' }, body: repository.show(post) }),
    )
  await page.clock.install()
  const { address } = await galley(own)
  const author = new Author(page)
  await author.visit(address)
  const open = async (typed: string): Promise<void> => {
    await page.getByRole('button', { name: 'This blog' }).click()
    await page.getByRole('menuitem', { name: /another blog/ }).click()
    await page.getByLabel('The address of your blog').fill(typed)
    await page.getByRole('button', { name: 'Open', exact: true }).click()
  }
  const fog = page.getByRole('link', { name: 'Fog', exact: true })
  await open('https://github.com/ada/blog/edit/main/_posts/2026-05-01-fog.md')
  await expect(fog).toBeVisible()
  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: 'Sign in' }).click()
  await page.getByLabel('Access key').fill(key)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('Signed in as Ada L.')).toBeVisible()

  await author.open('Fog')
  await author.selectWord('noon')
  await page.keyboard.type('dusk')
  await author.saved()
  await author.publish('Dusk')
  await author.published()
  await expect(author.dialog).toContainText('Your site is being built.')
  await expect(author.dialog.getByRole('link', { name: 'Watch it' })).toHaveAttribute('href', /\/runs\/1$/)
  checks.splice(0, 1, {
    name: 'build',
    status: 'completed',
    conclusion: 'failure',
    annotation: '<b>Liquid</b> error in _posts/fog.md',
  })
  await page.clock.fastForward(20_000)
  await expect(author.dialog).toContainText('<b>Liquid</b> error in _posts/fog.md')
  await expect(author.dialog).toContainText('Mend what it says and publish again')
  await author.dialog.getByRole('button', { name: 'Done' }).click()
  checks.splice(0, 1, { name: 'build', status: 'completed', conclusion: 'success' })
  await author.selectWord('dusk')
  await page.keyboard.type('dawn')
  await author.saved()
  await author.publish('Dawn')
  await author.published()
  await expect(author.dialog).toContainText('Your post is live.')
  const live = author.dialog.getByRole('link', { name: 'See it' })
  await expect(live).toHaveAttribute('href', 'https://ada.github.io/blog/2026/05/01/fog.html')
  await author.dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('link', { name: 'Posts' }).click()

  for (const typed of [
    'github.com/ada/blog.git',
    'https://www.github.com/ada/blog/',
    'git@github.com:ada/blog.git',
    'ssh://git@github.com/ada/blog',
    'git clone https://github.com/ada/blog.git',
    'https://nell@github.com/ada/blog/tree/main/_posts?x=1#readme',
  ]) {
    await open(typed)
    await expect(fog, typed).toBeVisible()
  }
  await open('https://ada.github.io/blog/2026/05/01/fog.html')
  await expect(page.getByText('The blog behind this site may be one of')).toBeVisible()
  const recent = page.getByRole('region', { name: 'Opened on this device' })
  await expect(recent.getByRole('button')).toHaveText([/github\.com\/ada\/blog$/, /127\.0\.0\.1/])
  await page
    .getByRole('region', { name: /behind this site/ })
    .getByRole('button', { name: 'github.com/ada/blog', exact: false })
    .first()
    .click()
  await expect(fog).toBeVisible()

  const link = `#/open?repo=${encodeURIComponent('https://github.com/ada/blog.git')}&post=${encodeURIComponent(post)}`
  await page.goto('about:blank')
  await page.goto(address + link)
  await expect(author.text).toContainText('at dawn.')
  expect(page.url()).not.toContain('github')
  expect([...git.problems, ...people.violations]).toEqual([])
  await Promise.all([git.stop(), people.close()])
  repository.remove()
})
