import type { Page } from '@playwright/test'
import { authorization } from '../hosts/servers/authorization.ts'
import { startBitbucket } from '../hosts/servers/bitbucket.ts'
import { startGithub, type GithubToken } from '../hosts/servers/github.ts'
import { startGitlab } from '../hosts/servers/gitlab.ts'
import { Author } from './author.ts'
import { answerFor, complete, register, startRelay, type Wanted } from './code-host.ts'
import { expect, makeRepository, test as base } from './galley.ts'
import { sound } from './sound.ts'
import type { TestRepository } from './repository.ts'

const files = {
  '_config.yml': 'title: The Tide Tables\n',
  '_posts/2026-05-01-fog.md': '---\ntitle: Fog\n---\n\nThe fog came in at noon.\n',
}
const own = { '_config.yml': 'title: An open blog\n', '_posts/2026-05-01-a.md': '---\ntitle: A\n---\nA\n' }
const post = '_posts/2026-05-01-fog.md'

/** A blog at a host that lets no page speak Git with it. */
const test = base.extend<{ repository: TestRepository; app: string; author: Author }>({
  repository: async ({ browserName: _anyBrowser }, use) => {
    const repository = makeRepository(files, { bare: true })
    await use(repository)
    repository.remove()
  },
  app: async ({ galley }, use) => use((await galley(own)).address),
  author: async ({ page }, use) => use(new Author(page)),
})

/** To the choice of a blog, where Galley is told to go through this relay. */
async function goThrough(relay: string, app: string, author: Author): Promise<void> {
  const { page } = author
  await author.visit(app)
  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: /another blog/ }).click()
  await page.getByText('How Galley reaches your blog').click()
  await page.getByLabel('Address of another relay').fill(relay)
  await page.getByRole('button', { name: 'Use it' }).click()
  await expect(page.getByText('Galley goes this way from now on.')).toBeVisible()
}

async function choose(page: Page, host: string): Promise<void> {
  await page.getByText('Choose from your repositories').click()
  await page.getByRole('radio', { name: host }).check()
}

async function enter(page: Page, key: string): Promise<void> {
  await page.getByLabel('Access key').fill(key)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function write(author: Author): Promise<void> {
  await author.open('Fog')
  await author.selectWord('noon')
  await author.page.keyboard.type('dusk')
  await author.saved()
}

async function agree(page: Page, host: string): Promise<void> {
  const opening = page.context().waitForEvent('page')
  await page.getByRole('button', { name: `Sign in at ${host}` }).click()
  const there = await opening
  await there.getByRole('link', { name: 'Authorize' }).click()
}

test('GitLab: a key that may only read, chosen from one’s own; then its own page, and a build that fails', async ({
  page,
  repository,
  app,
  author,
}) => {
  const tokens: Record<string, { scopes: readonly string[] }> = { reads: { scopes: ['read_api'] } }
  const projects = {
    'ada/blog': {
      folder: repository.path,
      level: 40,
      pipeline: { status: 'failed', trace: 'Liquid: no end' },
    },
  }
  const known = { origin: 'https://gitlab.com', api: 'https://gitlab.com/api/v4' }
  const host = await startGitlab({ tokens, projects }, known)
  const signIn = authorization(
    { authorize: '/oauth/authorize', token: '/oauth/token' },
    { 'galley-here': `${app}signed-in.html` },
    { onToken: (token) => (tokens[token] = { scopes: ['api'] }) },
  )
  const code = complete(host, {
    repositories: projects,
    signIn: { at: /^\/oauth\//, authorization: signIn },
    admits: ({ key, isPush }) => (!tokens[key] ? 401 : isPush && key === 'reads' ? 403 : 200),
  })
  const names = { 'gitlab.com': host.origin }
  await answerFor(page.context(), names)
  await register(page, 'gitlab.com=galley-here')
  const relay = await startRelay(app, names)
  await goThrough(relay.address, app, author)
  await choose(page, 'GitLab')
  await page.getByText('With an access key instead').click()
  await enter(page, 'reads')
  await sound(page, 'one’s own repositories')
  await page.getByRole('button', { name: 'gitlab.com/ada/blog' }).click()
  await expect(page.getByText('The access key does not let Galley change your blog.')).toBeVisible()
  await page.getByRole('button', { name: 'Sign in as somebody else' }).click()
  await agree(page, 'GitLab')
  await expect(page.getByText('The access key does not let Galley')).toHaveCount(0)
  await write(author)
  await author.publish('Dusk')
  await author.published()
  await expect(author.dialog).toContainText('Liquid: no end')
  expect(repository.show(post)).toContain('at dusk.')
  expect(host.violations).toEqual([])
  await Promise.all([relay.stop(), host.close()])
  code.remove()
})

test('Bitbucket: a key of another blog, then one of the account', async ({
  page,
  repository,
  app,
  author,
}) => {
  const account = `Basic ${Buffer.from('ada@example.org:ATATT').toString('base64')}`
  const tokens = {
    'Bearer other': { scopes: 'repository:write', isRobot: true, opens: 'ada/other' },
    [account]: { scopes: 'write:repository:bitbucket write:pullrequest:bitbucket' },
  }
  const repositories = { 'ada/blog': { folder: repository.path, permission: 'write' } } as const
  const known = { origin: 'https://bitbucket.org', api: 'https://api.bitbucket.org/2.0' }
  const host = await startBitbucket({ tokens, repositories }, known)
  const asked: Wanted[] = []
  const code = complete(host, {
    repositories,
    admits: (wanted) => {
      asked.push(wanted)
      return wanted.key === 'ATATT' && wanted.name === 'x-bitbucket-api-token-auth' ? 200 : 401
    },
  })
  const names = { 'bitbucket.org': host.origin }
  await answerFor(page.context(), { ...names, 'api.bitbucket.org': host.origin })
  const relay = await startRelay(app, names)
  await goThrough(relay.address, app, author)
  await page.getByLabel('The address of your blog').fill('bitbucket.org/ada/blog')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await enter(page, 'other')
  await expect(page.getByText('Make an access key for exactly this blog')).toBeVisible()
  await page.getByRole('button', { name: 'Use a key of your account' }).click()
  await page.getByLabel('The e-mail address of your account').fill('ada@example.org')
  await enter(page, 'ATATT')
  await write(author)
  await author.publish('Dusk')
  await author.published()
  expect(repository.show(post)).toContain('at dusk.')
  expect(host.violations).toEqual([])
  await Promise.all([relay.stop(), host.close()])
  code.remove()
})

test('GitHub: on its own page, through the exchange that the relay has the secret for; the blog asks for a review', async ({
  page,
  repository,
  app,
  author,
}) => {
  repository.commit({ '.galley.yml': 'publishing: { review: always }\n' }, 'Ask')
  const tokens: Record<string, GithubToken> = {}
  const repositories = { 'ada/blog': { folder: repository.path, writers: ['ada'] } }
  const known = { origin: 'https://github.com', api: 'https://api.github.com' }
  const host = await startGithub({ tokens, repositories }, '', known)
  const signIn = authorization(
    { authorize: '/login/oauth/authorize', token: '/login/oauth/access_token' },
    { 'galley-here': `${app}signed-in.html` },
    {
      secret: 'known to the relay',
      onToken: (token) => (tokens[token] = { login: 'ada', contents: 'write', proposals: 'write' }),
    },
  )
  const code = complete(host, {
    repositories,
    signIn: { at: /^\/login\/oauth\//, authorization: signIn },
    admits: ({ key }) => (tokens[key] ? 200 : 401),
  })
  const names = { 'github.com': host.origin }
  await answerFor(page.context(), { ...names, 'api.github.com': host.origin })
  const secret = { host: 'github.com', client: 'galley-here', secret: 'known to the relay' }
  const relay = await startRelay(app, names, { signIn: [secret] })
  await goThrough(relay.address, app, author)
  await page.getByLabel('The address of your blog').fill('github.com/ada/blog')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await agree(page, 'GitHub')
  await expect(page.getByText('Changes to this blog are looked over first')).toBeVisible()
  await write(author)
  await page.getByRole('button', { name: 'Publish' }).click()
  const sheet = page.getByRole('dialog', { name: 'Send for review' })
  await sheet.getByLabel('What you changed').fill('Dusk')
  await sheet.getByRole('button', { name: 'Send for review' }).click()
  await expect(page.getByText('It is sent.')).toBeVisible()
  expect(host.pulls).toMatchObject([{ head: 'galley/dusk', into: 'main', title: 'Dusk', state: 'open' }])
  expect(repository.show(post)).toContain('at noon.')

  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('button', { name: 'I look after it: publish at once' }).click()
  await author.dialog.getByRole('button', { name: 'Publish', exact: true }).click()
  await author.published()
  expect(repository.show(post)).toContain('at dusk.')
  const [exchange] = signIn.asked
  expect(Object.fromEntries(exchange ?? [])).toMatchObject({ client_secret: 'known to the relay' })
  expect(exchange?.get('code_verifier')).toMatch(/^[\w-]{43,}$/)
  expect(host.violations).toEqual([])
  await Promise.all([relay.stop(), host.close()])
  code.remove()
})
