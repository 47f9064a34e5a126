import { chmodSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { currentBranch, openRepository, Problem } from '../../src/server/index.ts'
import { git } from '../e2e/repository.ts'
import { client, startTestServer, temporaryFolder, temporaryRepository } from './running.ts'

const files = { 'docs/a.md': 'a\n' }

/** Sets a variable of this process until the test is over. */
function set(name: string, value: string): void {
  const before = process.env[name]
  process.env[name] = value
  onTestFinished(() => {
    if (before === undefined) Reflect.deleteProperty(process.env, name)
    else process.env[name] = before
  })
}

function fakeGit(script: string): void {
  const folder = temporaryFolder({ git: `#!/bin/sh\n${script}\n` })
  chmodSync(join(folder, 'git'), 0o755)
  set('PATH', folder)
}

describe('openRepository', () => {
  it('finds a work tree, through a link too', async () => {
    const { path } = temporaryRepository(files, { name: 'My blog' })
    const link = join(temporaryFolder(), 'link')
    symlinkSync(path, link)
    const real = realpathSync(path)
    const found = { name: 'My blog', slug: 'My-blog', gitFolder: join(real, '.git'), workTree: real }
    expect(await openRepository(path)).toEqual(found)
    expect(await openRepository(link)).toEqual(found)
  })

  it('finds a bare repository', async () => {
    const { path } = temporaryRepository(files, { bare: true, name: 'site' })
    const real = realpathSync(path)
    expect(await openRepository(path)).toEqual({
      name: 'site',
      slug: 'site',
      gitFolder: real,
      workTree: undefined,
    })
  })

  it('finds a second work tree of a repository, and a push updates it', async () => {
    const { path, git: run } = temporaryRepository(files)
    const second = join(temporaryFolder(), 'second')
    run('worktree', 'add', '--quiet', '-b', 'draft', second)
    const { remote } = await startTestServer([second])
    const clone = temporaryFolder()
    await client('.', 'clone', '--quiet', '--branch=draft', remote, clone)
    writeFileSync(join(clone, 'docs/a.md'), 'b\n')
    await client(clone, 'commit', '--all', '--message', 'Edit')
    expect((await client(clone, 'push')).status).toBe(0)
    expect(git(second, 'status', '--porcelain')).toBe('')
    expect(git(second, 'show', 'HEAD:docs/a.md')).toBe('b')
    expect(git(path, 'log', '--format=%s', 'main')).toBe('Start')
  })

  it('is not led astray by the variables of a hook', async () => {
    const { path } = temporaryRepository(files)
    set('GIT_DIR', temporaryRepository(files).path)
    set('GIT_WORK_TREE', '/')
    expect((await openRepository(path)).workTree).toBe(realpathSync(path))
  })

  it('names what keeps its address from being plain', async () => {
    const names = { '.git.git': 'git', ブログ: 'blog', 'a%2f..': 'a-2f', 'Crème brûlée': 'Creme-brulee' }
    for (const [name, slug] of Object.entries(names)) {
      const path = join(temporaryFolder(), name)
      git('/', 'init', '--quiet', '--bare', path)
      expect((await openRepository(path)).slug).toBe(slug)
    }
  })

  const folder = () => temporaryFolder({ 'file.md': 'x' })
  const wrong: [string, RegExp, () => string][] = [
    ['nothing', /^There is no folder at .*nowhere\.$/, () => join(folder(), 'nowhere')],
    ['a file', /is a file\. Name the folder/, () => join(folder(), 'file.md')],
    ['no repository', /is not a Git repository\. Name the folder/, folder],
    [
      'a folder inside',
      /lies inside the Git repository .*blog\. Name/,
      () => join(temporaryRepository(files).path, 'docs'),
    ],
    [
      '.git',
      /lies inside the Git repository .*blog\. Name/,
      () => join(temporaryRepository(files).path, '.git'),
    ],
    ['.git/objects', /lies inside/, () => join(temporaryRepository(files).path, '.git/objects')],
    ['bare/objects', /lies inside/, () => join(temporaryRepository(files, { bare: true }).path, 'objects')],
    [
      'a broken repository',
      /^Git cannot open .*: fatal: .*$/,
      () => {
        const { path } = temporaryRepository(files)
        writeFileSync(join(path, '.git/config'), '[core\n')
        return path
      },
    ],
  ]
  it.each(wrong)('%s is said in one sentence', async (_, sentence, make) => {
    const error: unknown = await openRepository(make()).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Problem)
    expect(String(error)).toMatch(new RegExp(sentence.source.replace('^', '^Problem: ')))
  })

  it('says where Git is missing', async () => {
    const path = folder()
    set('PATH', temporaryFolder())
    await expect(openRepository(path)).rejects.toThrow('Git was not found on this computer.')
  })

  it.each([
    ['git version 1.8.5', true],
    ['git version 2.30.9', true],
    ['git version 2.31.0', false],
    ['git version 2.39.5 (Apple Git-154)', false],
    ['git version 3.0', false],
  ])('%s is too old: %s', async (version, old) => {
    const path = folder()
    fakeGit(
      `[ "$1" = --version ] && echo "${version}" && exit; echo "fatal: not a git repository" >&2; exit 128`,
    )
    const message = old ? 'Galley needs Git 2.31 or newer' : 'is not a Git repository'
    await expect(openRepository(path)).rejects.toThrow(message)
  })
})

describe('currentBranch', () => {
  it.each([
    ['the branch checked out', ['checkout', '--quiet', '-b', 'drafts/spring'], 'drafts/spring'],
    ['without a commit', ['checkout', '--quiet', '--orphan', 'gh-pages'], 'gh-pages'],
    ['main where none is', ['checkout', '--quiet', '--detach'], 'main'],
  ])('%s', async (_, args, branch) => {
    const repository = temporaryRepository(files)
    repository.git(...args)
    expect(await currentBranch(await openRepository(repository.path))).toBe(branch)
  })

  it('any branch where none is checked out and none is called main', async () => {
    const repository = temporaryRepository(files)
    repository.git('branch', '--move', 'trunk')
    repository.git('checkout', '--quiet', '--detach')
    expect(await currentBranch(await openRepository(repository.path))).toBe('trunk')
  })

  it('is told in blogs.json as it is now', async () => {
    const repository = temporaryRepository(files)
    const { address } = await startTestServer([repository.path])
    const branch = async () => JSON.stringify(await (await fetch(`${address}blogs.json`)).json())
    expect(await branch()).toContain('"branch":"main"')
    repository.git('checkout', '--quiet', '-b', 'other')
    expect(await branch()).toContain('"branch":"other"')
  })
})

it('a folder of another account is opened where it was named', async () => {
  const { path } = temporaryRepository(files)
  fakeGit(`GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec "${git('/', '--exec-path')}/git" "$@"`)
  const { remote } = await startTestServer([path])
  const clone = join(temporaryFolder(), 'clone')
  expect(await client('.', 'clone', '--quiet', remote, clone)).toEqual({ status: 0, text: '' })
})
