import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Workspace } from '../../src/app/workspace.svelte.ts'
import { dataRivals, withRival } from '../../src/app/data/data-rivals.ts'
import { OpenData } from '../../src/app/data/open-data.svelte.ts'
import type { Session } from '../../src/app/session.svelte.ts'
import { memoryStore } from '../../src/git/store.ts'
import { openRecovery, type Recovery } from '../../src/recovery/index.ts'
import { commit, git as gitIn } from '../git/repositories.ts'
import { ada, useScene } from '../git/scene.ts'

const path = '_posts/2026-05-01-fog.md'
const sun = '_posts/2026-06-01-sun.md'
const fog = '---\ntitle: Fog\ntags: tides\n---\n\nThe fog came in at noon.\n\nIt left at *three*.\n'
const files = { '_config.yml': 'title: Tides\n', [path]: fog, [sun]: '---\ntitle: Sun\n---\n\nSun.\n' }

const scene = useScene()
let recovery: Recovery
let store = memoryStore()
let tabs: Workspace[] = []
beforeEach(async () => {
  recovery = await openRecovery(crypto.randomUUID())
  store = memoryStore()
  scene.make(files)
})
afterEach(() => {
  for (const tab of tabs) tab.leave()
  tabs = []
})

/** Another tab of the same browser; it hears of the others only if it is told to. */
async function openTab({ hears = false } = {}): Promise<Workspace> {
  const repository = await scene.open({ store })
  const tab = new Workspace({ name: 'blog', url: `${scene.server.url}/blog.git` }, repository, recovery)
  tabs.push(tab)
  if (hears) tab.join(new BroadcastChannel(`blog ${scene.server.url}`))
  expect(await tab.sync()).toBeUndefined()
  await tab.load()
  return tab
}

async function open(tab: Workspace, at = path): Promise<Session> {
  const session = await tab.openPost(at)
  if ('code' in session) throw new Error(session.code)
  return session
}

function replace(session: Session, word: string, by: string): void {
  session.openSource(0)
  session.source = session.source.replace(word, by)
  session.closeSource(0)
}

const stored = async (at = path): Promise<unknown> =>
  (await recovery.works(`${scene.server.url}/blog.git`)).find((work) => work.path === at)?.content
const git = (...args: string[]): string => gitIn(scene.bare, ...args)

describe('two tabs on one blog', () => {
  it('edit two posts; one publishes both, and the other follows', async () => {
    const [one, other] = [await openTab({ hears: true }), await openTab({ hears: true })]
    const [first, second] = [await open(one), await open(other, sun)]
    replace(first, 'noon', 'dusk')
    replace(second, 'Sun.', 'Rain.')
    await Promise.all([first.flush(), second.flush()])
    await expect.poll(() => one.unpublished).toBe(2)
    expect(await one.publication.publish('Both', ada)).toEqual({ kind: 'published' })
    expect(git('show', '--format=', '--name-only', 'main').split('\n')).toEqual([path, sun])
    await expect.poll(() => [other.unpublished, other.checking]).toEqual([0, false])
    expect(other.conflicts.paths.size).toBe(0)
  })

  it('edit two paragraphs of one post, and neither hears of the other', async () => {
    const [one, other] = [await openTab(), await openTab()]
    const [first, second] = [await open(one), await open(other)]
    replace(first, 'noon', 'dusk')
    replace(second, '*three*', '*four*')
    second.set('tags', 'rivers')
    await first.flush()
    await second.flush()
    const both = fog.replace('noon', 'dusk').replace('*three*', '*four*').replace('tides', 'rivers')
    expect(await stored()).toBe(both)
    expect(second.post.body).toContain('dusk')
  })

  it('edit one paragraph: it stands there twice', async () => {
    const [one, other] = [await openTab(), await openTab()]
    const [first, second] = [await open(one), await open(other)]
    replace(first, 'noon', 'dusk')
    await first.flush()
    replace(second, 'noon', 'dawn')
    await second.flush()
    expect(await stored()).toContain('in at dusk.\n\nThe fog came in at dawn.\n')
  })

  it('never lose a word, however they take turns', async () => {
    const turn = fc.constantFrom('type', 'flush', 'hear')
    const step = fc.tuple(fc.constantFrom(0, 1), turn)
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
        recovery = await openRecovery(crypto.randomUUID())
        const both = [await openTab(), await openTab()] as const
        const sessions = [await open(both[0]), await open(both[1])] as const
        const words: string[] = []
        for (const [tab, what] of steps) {
          const session = sessions[tab === 0 ? 0 : 1]
          if (what === 'flush') await session.flush()
          else if (what === 'hear') await both[tab === 0 ? 0 : 1].catchUp()
          else {
            words.push(`w${words.length}o`)
            replace(
              session,
              tab === 0 ? ' in at' : 'It left',
              `${tab === 0 ? ' in' : 'It'} ${words.at(-1) ?? ''} ${tab === 0 ? 'at' : 'left'}`,
            )
            if (!session.source.includes(words.at(-1) ?? '')) words.pop()
          }
        }
        for (const session of sessions) await session.flush()
        const text = [await stored()].map((content) => (typeof content === 'string' ? content : fog)).join('')
        expect(words.filter((word) => !text.includes(word))).toEqual([])
      }),
      { numRuns: 15 },
    )
  })

  it('publish while the other was just saving: its words are the next to go out', async () => {
    const [one, other] = [await openTab(), await openTab()]
    const first = await open(one)
    replace(first, 'noon', 'dusk')
    await first.flush()
    await other.catchUp()
    const second = await open(other)
    replace(second, '*three*', '*four*')
    scene.serve({
      before: ({ method, path }) => method === 'POST' && path.endsWith('receive-pack') && second.flush(),
    })
    expect(await one.publication.publish('One', ada)).toEqual({ kind: 'published' })
    const both = fog.replace('noon', 'dusk').replace('*three*', '*four*')
    expect(await stored()).toBe(both)
    expect(one.conflicts.paths.size).toBe(0)
    await other.catchUp('published')
    expect(other.conflicts.paths.size).toBe(0)
    expect(await other.publication.publish('Other', ada)).toEqual({ kind: 'published' })
    expect(git('show', `main:${path}`)).toBe(both.trimEnd())
    expect(await stored()).toBeUndefined()
  })

  it('publish what the other goes on writing in', async () => {
    const [one, other] = [await openTab(), await openTab()]
    replace(await open(one), 'noon', 'dusk')
    await one.session?.flush()
    await other.catchUp()
    const second = await open(other)
    replace(second, 'dusk', 'dusk, and stayed')
    await one.publication.publish('One', ada)
    await other.catchUp('published')
    await second.flush()
    expect(other.conflicts.paths.size).toBe(0)
    expect(await other.publication.publish('Other', ada)).toEqual({ kind: 'published' })
    expect(git('show', `main:${path}`)).toBe(fog.replace('noon', 'dusk, and stayed').trimEnd())
    expect(git('rev-list', '--count', 'main')).toBe('3')
  })
})

describe('a post that lies open here and in another tab', () => {
  it('goes along when it is moved there, with what was typed here and not heard of there', async () => {
    const [one, other] = [await openTab(), await openTab()]
    const session = await open(other)
    const draft = await one.postFiles.toDraft(path)
    await other.catchUp()
    expect([session.path, session.post.kind]).toEqual([draft, 'draft'])
    replace(await open(one, draft), 'noon', 'dusk')
    await one.session?.flush()
    const back = await one.postFiles.toPost(draft)
    replace(session, '*three*', '*four*')
    await session.flush()
    await other.catchUp()
    expect(session.path).toBe(back)
    expect(session.source).toBe(fog.replace('noon', 'dusk').replace('*three*', '*four*'))
    expect((await recovery.works(`${scene.server.url}/blog.git`)).map((work) => work.path)).toEqual([back])
    expect(await other.publication.publish('Both', ada)).toEqual({ kind: 'published' })
    expect(git('ls-tree', '-r', '--name-only', 'main').split('\n')).toEqual(['_config.yml', sun, back])
  })

  it('goes along when it is new', async () => {
    const [one, other] = [await openTab(), await openTab()]
    const fresh = await one.postFiles.newPost('Herring', { draft: true })
    await other.catchUp()
    const session = await open(other, fresh)
    const to = await one.postFiles.toPost(fresh)
    await other.catchUp()
    replace(session, 'title: Herring', 'title: Herrings')
    await session.flush()
    expect((await recovery.works(`${scene.server.url}/blog.git`)).map((work) => work.path)).toEqual([to])
    expect(await stored(to)).toContain('Herrings')
  })

  it('goes along when somebody gives it another name on the blog', async () => {
    const tab = await openTab()
    const session = await open(tab)
    const to = '_posts/2026-05-02-mist.md'
    commit(scene.bare, { [path]: null, [to]: fog })
    await tab.sync()
    expect(session.path).toBe(to)
    replace(session, 'noon', 'dusk')
    await session.flush()
    expect(await tab.publication.publish('Dusk', ada)).toEqual({ kind: 'published' })
    expect(git('show', `main:${to}`)).toContain('dusk')
  })

  it('says that it was deleted there, and is brought back by a button or by typing', async () => {
    const [one, other] = [await openTab(), await openTab()]
    const session = await open(other)
    replace(await open(one), 'noon', 'dusk')
    await one.session?.flush()
    await one.postFiles.remove(path)
    await other.catchUp()
    expect(session.missing).toBe('deleted')
    await other.postFiles.restore(path)
    expect([session.missing, session.source]).toEqual([undefined, fog.replace('noon', 'dusk')])

    await one.catchUp()
    await one.postFiles.remove(path)
    await other.catchUp()
    expect(session.missing).toBe('deleted')
    replace(session, '*three*', '*four*')
    await session.flush()
    expect(session.missing).toBeUndefined()
    expect(await stored()).toBe(fog.replace('noon', 'dusk').replace('*three*', '*four*'))
  })

  it('loses nothing that the other wrote before it deleted it', async () => {
    const [one, other] = [await openTab(), await openTab()]
    const session = await open(other)
    replace(session, '*three*', '*four*')
    replace(await open(one), 'noon', 'dusk')
    await one.session?.flush()
    await one.postFiles.remove(path)
    await other.catchUp()
    await session.flush()
    expect(await stored()).toBe(fog.replace('noon', 'dusk').replace('*three*', '*four*'))
  })

  it('says that it is not on the blog any more', async () => {
    const tab = await openTab()
    const session = await open(tab)
    commit(scene.bare, { [path]: null })
    await tab.sync()
    expect([session.missing, session.source]).toEqual(['gone', fog])
  })
})

describe('the same detail, set in two tabs', () => {
  const lists = fog.replace('tags: tides', 'tags: [tides]')

  it('is asked about: one of them stands there, the other one is kept', async () => {
    const [one, other] = [await openTab({ hears: true }), await openTab()]
    const [first, second] = [await open(one), await open(other)]
    first.set('title', 'Mist')
    second.set('title', 'Haze')
    await first.flush()
    await second.flush()
    expect(second.post.title).toBe('Haze')
    expect(second.rivals.map(({ rival, theirs }) => [rival.key, theirs])).toEqual([['title', 'Mist']])
    // it lasts: typing, another visit
    replace(second, 'noon', 'dusk')
    await second.flush()
    const later = await openTab()
    const third = await open(later)
    expect(third.rivals.map(({ theirs }) => theirs)).toEqual(['Mist'])
    expect(await later.publication.publish('Haze', ada)).toMatchObject({ problem: { code: 'undecided' } })
    const [rival] = third.rivals
    if (rival) await third.decide(rival.rival, { take: true })
    expect([third.post.title, third.rivals]).toEqual(['Mist', []])
    expect(await later.publication.publish('Mist', ada)).toEqual({ kind: 'published' })
    expect(git('show', `main:${path}`)).toBe(fog.replace('Fog', 'Mist').replace('noon', 'dusk').trimEnd())
  })

  it('is asked about in a file of data, too, by the name of its entry, wherever that stands by then', async () => {
    const data = '_data/links.yml'
    const links = '- name: Home\n  url: /\n- name: Tides\n  url: /tides\n'
    commit(scene.bare, { [data]: links })
    const openData = async (tab: Workspace): Promise<OpenData> => {
      const opened = await OpenData.open(tab, data)
      if ('code' in opened) throw new Error(opened.code)
      return opened
    }
    const [one, other] = [await openTab(), await openTab()]
    const [first, second] = [await openData(one), await openData(other)]
    first.set([1, 'url'], '/moon')
    first.set([0, 'url'], '/home')
    second.set([1, 'url'], '/sea')
    await first.flush()
    await second.flush()
    const both = links.replace('url: /\n', 'url: /home\n').replace('/tides', '/sea')
    expect(await stored(data)).toBe(both)
    await first.catchUp()
    await one.catchUp()
    for (const opened of [first, second])
      expect(dataRivals(data, opened.rivals)).toMatchObject([
        { rival: { key: 'Tides › url' }, mine: '/sea', theirs: '/moon' },
      ])
    expect(await other.publication.publish('Sea', ada)).toMatchObject({ problem: { code: 'undecided' } })
    second.move([], 1, 0)
    const [rival] = second.rivals
    if (rival) await second.decide(rival, withRival(data, second.source, rival))
    expect(second.rivals).toEqual([])
    expect(await other.publication.publish('Moon', ada)).toEqual({ kind: 'published' })
    expect(git('show', `main:${data}`)).toBe('- name: Tides\n  url: /moon\n- name: Home\n  url: /home')
  })

  it('may stay as it is here', async () => {
    const [one, other] = [await openTab(), await openTab()]
    const [first, second] = [await open(one), await open(other)]
    first.set('title', 'Mist')
    await first.flush()
    second.remove('title')
    await second.flush()
    const [rival] = second.rivals
    if (rival) await second.decide(rival.rival, { take: false })
    expect([second.post.frontMatter.has('title'), second.rivals]).toEqual([false, []])
  })

  it('has all that either has, where it is a list', async () => {
    commit(scene.bare, { [path]: lists })
    const [one, other] = [await openTab(), await openTab()]
    const [first, second] = [await open(one), await open(other)]
    first.setList('tags', ['tides', 'fog'])
    second.setList('tags', ['tides', 'rivers'])
    await first.flush()
    await second.flush()
    expect(second.rivals).toEqual([])
    expect(await stored()).toBe(lists.replace('[tides]', '[tides, rivers, fog]'))
  })
})

describe('what somebody else changed while the post lay open here', () => {
  it('is not taken back by the next word that is typed', async () => {
    const tab = await openTab()
    const session = await open(tab)
    commit(scene.bare, { [path]: fog.replace('noon', 'dawn') })
    replace(session, '*three*', '*four*')
    await tab.sync()
    await session.flush()
    expect(await tab.publication.publish('Mine', ada)).toMatchObject({ problem: { code: 'merged' } })
    expect(await tab.publication.publish('Mine', ada)).toEqual({ kind: 'published' })
    expect(git('show', `main:${path}`)).toContain('at dawn.\n\nIt left at *four*.')
  })

  it('is shown in the open post where nothing was typed', async () => {
    const tab = await openTab()
    const session = await open(tab)
    commit(scene.bare, { [path]: fog.replace('noon', 'dawn') })
    await tab.sync()
    expect(session.post.body).toContain('dawn')
  })
})

describe('a browser that was killed after the push', () => {
  /** The push arrives, nothing after it does, and the tab is gone. */
  async function publishAndDie(change: (tab: Workspace) => Promise<unknown>): Promise<void> {
    const tab = await openTab()
    await change(tab)
    let dead = false
    scene.serve({
      fault: (answer, { method, path }) => {
        dead ||= method === 'POST' && path.endsWith('receive-pack')
        return dead ? 'drop' : answer
      },
    })
    expect(await tab.publication.publish('Mine', ada)).toMatchObject({ problem: { code: 'offline' } })
    tab.leave()
    scene.serve({})
  }
  const edit = async (tab: Workspace): Promise<void> => {
    replace(await open(tab), 'noon', 'dusk')
    await tab.session?.flush()
  }
  const marks = ({ posts }: Workspace) => posts.map(({ change }) => change).filter(Boolean)

  it.each<[string, (tab: Workspace) => Promise<unknown>]>([
    ['an edit', edit],
    ['a new post', (tab) => tab.postFiles.newPost('Herring', { draft: true })],
    ['a move', (tab) => tab.postFiles.toDraft(path)],
    ['a move of an edited post', async (tab) => (await edit(tab), tab.postFiles.toDraft(path))],
    ['a deletion', (tab) => tab.postFiles.remove(path)],
  ])('finds %s on the blog, and asks nothing', async (_, change) => {
    await publishAndDie(change)
    const again = await openTab()
    expect([again.unpublished, again.conflicts.paths.size, marks(again)]).toEqual([0, 0, []])
    expect(git('rev-list', '--count', 'main')).toBe('2')
  })

  it('goes on from it with what was typed later, before the blog could be asked', async () => {
    await publishAndDie(edit)
    scene.serve({ fault: () => 'drop' })
    const repository = await scene.open({ store })
    const again = new Workspace({ name: 'blog', url: `${scene.server.url}/blog.git` }, repository, recovery)
    await again.load()
    const session = await open(again)
    replace(session, 'dusk', 'dawn')
    await session.flush()
    scene.serve({})
    await again.sync()
    expect(again.conflicts.paths.size).toBe(0)
    expect(await again.publication.publish('More', ada)).toEqual({ kind: 'published' })
    expect(git('show', `main:${path}`)).toBe(fog.replace('noon', 'dawn').trimEnd())
    expect(git('rev-list', '--count', 'main')).toBe('3')
  })
})
