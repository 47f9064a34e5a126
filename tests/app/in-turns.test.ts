import { expect, it } from 'vitest'
import { inTurns } from '../../src/app/in-turns.ts'

const work = (milliseconds: number): void => {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

it('long work lets what waits have its turn, short work does not stop', async () => {
  const done: string[] = []
  const pause = inTurns()
  setTimeout(() => done.push('key'))
  await pause()
  done.push('short')
  for (let piece = 0; piece < 20; piece++) {
    work(9)
    await pause()
  }
  done.push('long')
  expect(done).toEqual(['short', 'key', 'long'])
})
