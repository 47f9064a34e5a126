import { describe, expect, it } from 'vitest'
import { Submission, type Reviewers } from '../../../src/app/submission/submission.svelte.ts'
import { branchNames } from '../../../src/app/submission/branch-names.ts'
import type { Workspace } from '../../../src/app/workspace.svelte.ts'
import { commit, git } from '../../git/repositories.ts'
import { ada } from '../../git/scene.ts'
import { useBlog } from '../blog.ts'

const fog = '_posts/2026-05-01-fog.md'
const sun = '_posts/2026-06-01-sun.md'
const post = (title: string): string => `---\ntitle: ${title}\n---\n\nText.\n`
const { scene, visit } = useBlog({ '_config.yml': 'title: Tides\n', [fog]: post('Fog'), [sun]: post('Sun') })

/** People who look over what is on the branches of the very repository, and a host that knows what they made of it. */
class Desk implements Reviewers {
  readonly path = 'nell/blog'
  canPush = true
  readonly mayPublish = false
  readonly asked: Parameters<Reviewers['propose']>[0][] = []
  state: 'open' | 'merged' | 'declined' = 'open'

  async propose(request: Parameters<Reviewers['propose']>[0]) {
    this.asked.push(request)
    return this.proposal('nell/blog', String(this.asked.length))
  }

  async proposal(_: string, id: string) {
    return { id, url: `https://host.example/nell/blog/pull/${id}`, state: this.state, comments: 1 }
  }

  async fork() {
    git(scene.folder, 'clone', '-q', '--bare', scene.bare, 'ada.git')
    return { url: `${scene.server.url}/ada.git`, path: 'ada/blog' }
  }

  /** Takes in what is on a branch, as one of their own changes would come in. */
  take(branch: string): void {
    git(scene.bare, 'update-ref', 'refs/heads/main', git(scene.bare, 'rev-parse', branch))
    this.state = 'merged'
  }
}

async function write(workspace: Workspace, path: string, title: string): Promise<void> {
  const session = await workspace.openPost(path)
  if ('code' in session) throw new Error(session.code)
  session.set('title', title)
}

describe('what is handed in to be looked over', () => {
  it('stands on a branch of its own and is asked about; the works stay', async () => {
    const workspace = await visit()
    const desk = new Desk()
    const submission = new Submission(workspace, desk)
    await write(workspace, fog, 'Thick fog')
    expect(await submission.submit('Update “Fog”', 'It was thick.', ada)).toEqual({ kind: 'submitted' })
    expect(desk.asked).toEqual([
      {
        path: 'nell/blog',
        from: 'galley/update-fog',
        into: 'main',
        title: 'Update “Fog”',
        text: 'It was thick.',
      },
    ])
    expect(git(scene.bare, 'diff', '--name-only', 'main', 'galley/update-fog')).toBe(fog)
    expect(workspace.unpublished).toBe(1)
    expect(submission.latest).toMatchObject({ state: 'open', request: { id: '1' } })
  })

  it('is gone on with, without asking again, also after the page was closed', async () => {
    const workspace = await visit()
    const desk = new Desk()
    await write(workspace, fog, 'Thick fog')
    await new Submission(workspace, desk).submit('Fog', '', ada)
    await write(workspace, sun, 'Rain')
    const again = new Submission(workspace, desk)
    await again.open()
    expect(await again.submit('Rain', '', ada)).toEqual({ kind: 'submitted' })
    expect(desk.asked).toHaveLength(1)
    expect(git(scene.bare, 'diff', '--name-only', 'main', 'galley/fog').split('\n')).toEqual([fog, sun])
    expect(git(scene.bare, 'rev-list', '--count', 'main..galley/fog')).toBe('2')
  })

  it('is on the blog once it was taken in, and no work any more', async () => {
    const workspace = await visit()
    const desk = new Desk()
    const submission = new Submission(workspace, desk)
    await write(workspace, fog, 'Thick fog')
    await submission.submit('Fog', '', ada)
    desk.take('galley/fog')
    await submission.look()
    expect(submission.latest).toMatchObject({ state: 'merged' })
    expect(workspace.unpublished).toBe(0)
    expect(workspace.entries.get(fog)?.title).toBe('Thick fog')
    await write(workspace, sun, 'Rain')
    await submission.submit('Fog', '', ada)
    expect(desk.asked.map(({ from }) => from)).toEqual(['galley/fog', 'galley/fog-2'])
  })

  it('that was taken in since is not gone on with: what is new is handed in anew, and nothing is not', async () => {
    const workspace = await visit()
    const desk = new Desk()
    const submission = new Submission(workspace, desk)
    await write(workspace, fog, 'Thick fog')
    await submission.submit('Fog', '', ada)
    desk.take('galley/fog')
    git(scene.bare, 'branch', '-D', 'galley/fog')
    expect(await submission.submit('Fog', '', ada)).toMatchObject({ problem: { code: 'nothing-to-publish' } })
    expect(submission.latest).toMatchObject({ state: 'merged' })
    expect(git(scene.bare, 'branch', '--list', 'galley/*')).toBe('')
    await write(workspace, sun, 'Rain')
    expect(await submission.submit('Rain', '', ada)).toEqual({ kind: 'submitted' })
    expect(desk.asked.map(({ from }) => from)).toEqual(['galley/fog', 'galley/rain'])
  })

  it('stays with the author where it was declined', async () => {
    const workspace = await visit()
    const desk = new Desk()
    const submission = new Submission(workspace, desk)
    await write(workspace, fog, 'Thick fog')
    await submission.submit('Fog', '', ada)
    desk.state = 'declined'
    await submission.look()
    expect([submission.latest?.state, workspace.unpublished]).toEqual(['declined', 1])
    await submission.dismiss()
    const later = new Submission(workspace, desk)
    await later.open()
    expect(later.latest).toBeUndefined()
  })

  it('is not written over what a reviewer put there', async () => {
    const workspace = await visit()
    const desk = new Desk()
    const submission = new Submission(workspace, desk)
    await write(workspace, fog, 'Thick fog')
    await submission.submit('Fog', '', ada)
    commit(scene.bare, { [fog]: post('Dense fog') }, { branch: 'galley/fog' })
    expect(await submission.submit('Fog', '', ada)).toEqual({ kind: 'changed' })
    expect(await submission.submit('Fog', '', ada, { anew: true })).toEqual({ kind: 'submitted' })
    expect(git(scene.bare, 'show', `galley/fog:${fog}`)).toBe(post('Dense fog').trimEnd())
    expect(submission.latest?.branch).toBe('galley/fog-2')
  })

  it('goes into the author’s own copy where they may not put a branch into the blog', async () => {
    const workspace = await visit()
    const desk = new Desk()
    desk.canPush = false
    await write(workspace, fog, 'Thick fog')
    await new Submission(workspace, desk).submit('Fog', '', ada)
    expect(desk.asked).toMatchObject([{ path: 'nell/blog', fork: 'ada/blog', from: 'galley/fog' }])
    expect(git(scene.bare, 'branch', '--list', 'galley/*')).toBe('')
    expect(git(`${scene.folder}/ada.git`, 'show', `galley/fog:${fog}`)).toBe(post('Thick fog').trimEnd())
  })

  it('is asked about later where the host did not answer that', async () => {
    const workspace = await visit()
    const desk = new Desk()
    const propose = desk.propose.bind(desk)
    desk.propose = () => Promise.reject(new Error('No answer'))
    const submission = new Submission(workspace, desk)
    await write(workspace, fog, 'Thick fog')
    expect(await submission.submit('Fog', '', ada)).toMatchObject({ kind: 'problem' })
    desk.propose = propose
    expect(await submission.submit('Fog', '', ada)).toEqual({ kind: 'submitted' })
    expect(desk.asked).toMatchObject([{ from: 'galley/fog' }])
  })
})

describe('the name of its branch', () => {
  it.each([
    ['Update “Fog”', 'galley/update-fog'],
    ['Über den Nebel', 'galley/uber-den-nebel'],
    ['霧', 'galley/changes'],
    ['../..//x.lock', 'galley/x-lock'],
    ['a'.repeat(90), `galley/${'a'.repeat(40)}`],
  ])('%s', (message, name) => {
    expect([...branchNames(message)].slice(0, 2)).toEqual([name, `${name}-2`])
  })
})
