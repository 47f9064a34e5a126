import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Rounds } from '../../src/app/rounds.ts'

const minute = 60_000
let asked: number[] = []
let answers = true
const begun = (): Rounds => {
  const start = Date.now()
  return new Rounds(async () => {
    asked.push((Date.now() - start) / minute)
    return answers
  })
}

beforeEach(() => {
  asked = []
  answers = true
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

it('ask every minute while the author looks, and not while they look elsewhere', async () => {
  const rounds = begun()
  rounds.wake()
  await vi.advanceTimersByTimeAsync(2.5 * minute)
  rounds.rest()
  await vi.advanceTimersByTimeAsync(60 * minute)
  expect(asked).toEqual([1, 2])
  rounds.wake()
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toEqual([1, 2, 62.5])
})

it('do not ask again at once when somebody looks away for a moment', async () => {
  const rounds = begun()
  for (let i = 0; i < 10; i++) {
    rounds.wake()
    rounds.rest()
  }
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toEqual([])
})

it('ask ever less often while the host does not answer, and as before once it does', async () => {
  answers = false
  const rounds = begun()
  rounds.wake()
  await vi.advanceTimersByTimeAsync(40 * minute)
  expect(asked).toEqual([1, 3, 7, 15, 30])
  answers = true
  await rounds.ask()
  await vi.advanceTimersByTimeAsync(2 * minute)
  expect(asked).toEqual([1, 3, 7, 15, 30, 40, 41, 42])
})
