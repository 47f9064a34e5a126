import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Live, type Published, type Ways } from '../../../src/app/live/live.svelte.ts'
import { shows, signOf } from '../../../src/app/live/sign.ts'
import type { Build } from '../../../src/hosts/hosting.ts'

let site: Server
let address = ''
/** What the site answers, one after the other; the last one from then on. */
let answers: (readonly [status: number, page: string])[] = []
const asked: string[] = []

beforeEach(async () => {
  asked.length = 0
  site = createServer((request, response) => {
    asked.push(request.url ?? '')
    const [status, page] = (answers.length > 1 ? answers.shift() : answers[0]) ?? [404, '']
    response.writeHead(status, { 'content-type': 'text/html' }).end(page)
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(site.address() as AddressInfo).port}/fog/`
})
afterEach(() => new Promise((resolve) => site.close(resolve)))

/** Follows to the end; nobody waits by the clock. */
async function follow(published: Partial<Published> = {}, builds?: readonly Build[]) {
  const pauses: number[] = []
  const said = [...(builds ?? [])]
  const ways: Ways = {
    ...(builds && { build: async () => (said.length > 1 ? said.shift() : said[0]) ?? { state: 'unknown' } }),
    get: (page, signal) => fetch(page, { signal }),
    pause: async (milliseconds) => void pauses.push(milliseconds),
  }
  const sign = { present: 'a thick fog' }
  const live = new Live(
    { commit: 'c0ffee00'.repeat(5), branch: 'main', page: address, sign, gone: false, ...published },
    ways,
  )
  await live.follow(new AbortController().signal)
  return { live, pauses }
}

describe('what was published', () => {
  it('is live once its page has the new words', async () => {
    answers = [
      [200, '<p>Fog.</p>'],
      [404, ''],
      [200, '<p>There was\n a thick fog.</p>'],
    ]
    const { live, pauses } = await follow()
    expect(live.stage).toEqual({ kind: 'live' })
    expect(pauses).toHaveLength(2)
    expect(asked).toEqual(['/fog/?v=c0ffee00', '/fog/?v=c0ffee00', '/fog/?v=c0ffee00'])
  })

  it('waits for the host to have built it', async () => {
    answers = [[200, 'a thick fog']]
    const { live, pauses } = await follow({}, [
      { state: 'unknown' },
      { state: 'waiting' },
      { state: 'running' },
      { state: 'done' },
    ])
    expect([live.stage.kind, pauses.length]).toEqual(['live', 3])
  })

  it('is told to have failed in the host’s words, and its page is not asked', async () => {
    const { live } = await follow({}, [
      { state: 'failed', message: 'Liquid: no end of if', url: 'https://host.example/1' },
    ])
    expect(live.stage).toEqual({
      kind: 'failed',
      message: 'Liquid: no end of if',
      url: 'https://host.example/1',
    })
    expect(asked).toEqual([])
  })

  it('is looked for on its page where the host tells nothing of building', async () => {
    answers = [[200, 'a thick fog']]
    expect((await follow({}, [{ state: 'unknown' }])).live.stage.kind).toBe('live')
  })

  it('is unknown where its page does not change in time, and built where the host said so', async () => {
    answers = [[200, 'Fog.']]
    expect((await follow()).live.stage.kind).toBe('unknown')
    expect((await follow({}, [{ state: 'done' }])).live.stage.kind).toBe('built')
  })

  it('is not asked for where there is no page, or none that can be read', async () => {
    expect((await follow({ page: 'http://127.0.0.1:9/' }, [{ state: 'done' }])).live.stage.kind).toBe('built')
    expect(asked).toEqual([])
  })

  it('is not said to be live where no word of its page tells', async () => {
    answers = [[200, '<p>Fog.</p>']]
    expect((await follow({ sign: {} })).live.stage).toEqual({ kind: 'unknown' })
    expect((await follow({ sign: {} }, [{ state: 'done' }])).live.stage).toEqual({ kind: 'built' })
    expect(asked).toEqual([])
  })

  it('is gone once its page is', async () => {
    answers = [
      [200, 'a thick fog'],
      [404, 'Nothing here'],
    ]
    expect((await follow({ gone: true })).live.stage.kind).toBe('live')
    expect(asked).toHaveLength(2)
  })

  it('is not followed any further when the blog is left', async () => {
    answers = [[200, 'Fog.']]
    const left = new AbortController()
    const ways: Ways = {
      get: (page, signal) => fetch(page, { signal }),
      pause: async (_, signal) => {
        left.abort()
        signal.throwIfAborted()
      },
    }
    const live = new Live(
      { commit: 'c0', branch: 'main', page: address, sign: { present: 'fog at all' }, gone: false },
      ways,
    )
    await live.follow(left.signal)
    expect(asked).toHaveLength(1)
  })
})

describe('the words by which a page is known', () => {
  it.each([
    ['The fog lifts.', 'The fog lifts at noon today.', { present: 'The fog lifts at noon today' }],
    ['One two three four', 'One two *new* three four', { absent: 'One two three four' }],
    ['Some long words here', 'Some words here', { present: 'Some words here' }],
    ['Fog. Then rain.', 'Fog.', { absent: 'Then rain' }],
    ['Same', 'Same', {}],
  ])('%s → %s', (before, after, sign) => {
    expect(signOf(before, after)).toEqual(sign)
  })

  it('are looked for across the lines of the page', () => {
    expect(shows('<p>lifts at\n  noon</p>', { present: 'lifts at noon' })).toBe(true)
    expect(shows('<p>Then rain</p>', { absent: 'Then rain' })).toBe(false)
    expect(shows('anything', {})).toBe(true)
  })
})
