import { describe, expect, it } from 'vitest'
import { clientOf, forwardedClient, Turns, type Pace } from '../../../src/server/relay/turns.ts'

const pace: Pace = { burst: 3, perSecond: 2, atOnce: 2, atOnceInAll: 3, clients: 100 }

/** Lets one in and out again; or says for how long it has to wait. */
function pass(turns: Turns, client: string, now: number): number {
  const turn = turns.enter(client, now)
  if (typeof turn === 'number') return turn
  turn()
  return 0
}

describe('turns', () => {
  it('are given at once, then as time goes by, to each client', () => {
    const turns = new Turns(pace)
    expect([0, 0, 0, 0].map((now) => pass(turns, 'a', now))).toEqual([0, 0, 0, 1])
    expect(pass(turns, 'b', 0)).toBe(0)
    expect([500, 500, 1000].map((now) => pass(turns, 'a', now))).toEqual([0, 1, 0])
  })

  it('are not given to more than so many at once, of one client and in all', () => {
    const turns = new Turns(pace)
    const [first, second] = [turns.enter('a', 0), turns.enter('a', 0)]
    expect([typeof first, typeof second, turns.enter('a', 0)]).toEqual(['function', 'function', 1])
    turns.enter('b', 0)
    expect(turns.enter('c', 0)).toBe(1)
    if (typeof first === 'function') {
      first()
      first()
    }
    expect([typeof turns.enter('c', 0), turns.enter('d', 0)]).toEqual(['function', 1])
  })

  it('take no more memory than they may, however many ask', () => {
    const turns = new Turns(pace)
    for (let nth = 0; nth < 10_000; nth++) pass(turns, `client ${nth}`, nth)
    expect(turns.size).toBe(100)
  })
})

describe('a client', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    [undefined, ''],
  ])('at %s is %s', (address, client) => {
    expect(clientOf(address)).toBe(client)
  })

  it('is the last one that proxies name', () => {
    expect(forwardedClient(new Headers({ 'X-Forwarded-For': '10.0.0.1, 192.0.2.7' }))).toBe('192.0.2.7')
    expect(forwardedClient(new Headers())).toBeUndefined()
  })
})
