import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openRepository, prepareSampleBlog, Problem, sampleBlogFolder } from '../../src/server/index.ts'
import { git } from '../e2e/repository.ts'
import { temporaryFolder } from './running.ts'

const files = { '_config.yml': 'title: Sample\n', '.gitignore': '_site\n', '_posts/2024-01-02-a.md': 'a\r\n' }

describe('the sample blog', () => {
  it('becomes a repository with one commit of nobody in particular', async () => {
    const folder = join(temporaryFolder(), 'galley', 'sample-blog')
    await prepareSampleBlog(temporaryFolder(files), folder)
    expect((await openRepository(folder)).name).toBe('sample-blog')
    expect(git(folder, 'log', '--format=%s|%an|%ae|%cn', 'main')).toBe(
      'The sample blog|Sample blog|sample-blog@example.org|Sample blog',
    )
    expect(git(folder, 'ls-files').split('\n')).toEqual([
      '.gitignore',
      '_config.yml',
      '_posts/2024-01-02-a.md',
    ])
    expect(git(folder, 'status', '--porcelain')).toBe('')
    expect(readFileSync(join(folder, '_posts/2024-01-02-a.md'), 'utf8')).toBe('a\r\n')
  })

  it('is kept with the person’s changes', async () => {
    const folder = join(temporaryFolder(), 'sample-blog')
    const source = temporaryFolder(files)
    await prepareSampleBlog(source, folder)
    writeFileSync(join(folder, 'mine.md'), 'mine')
    await prepareSampleBlog(source, folder)
    expect(existsSync(join(folder, 'mine.md'))).toBe(true)
  })

  it('is whole whoever comes first', async () => {
    const parent = temporaryFolder()
    const folder = join(parent, 'sample-blog')
    const source = temporaryFolder(files)
    await Promise.all([1, 2, 3].map(() => prepareSampleBlog(source, folder)))
    expect(git(folder, 'rev-list', '--count', 'main')).toBe('1')
    expect(readdirSync(parent)).toEqual(['sample-blog'])
  })

  it.each([
    [
      'no sample',
      () => [join(temporaryFolder(), 'nowhere'), join(temporaryFolder(), 'x')],
      'build Galley first',
    ],
    [
      'no place for it',
      () => [temporaryFolder(files), join(temporaryFolder({ file: '' }), 'file', 'x')],
      'Name another folder in XDG_DATA_HOME',
    ],
  ])('%s is said in one sentence', async (_, make, sentence) => {
    const [source = '', folder = ''] = make()
    const error: unknown = await prepareSampleBlog(source, folder).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Problem)
    expect(String(error)).toContain(sentence)
  })

  it('lives with the person’s data', () => {
    expect(sampleBlogFolder()).toMatch(/galley[/\\]sample-blog$/)
  })
})
