import { expect, it } from 'vitest'
import { Singles } from '../../src/git/singles.ts'

it('run one after the other, the small ones first, whatever becomes of one', async () => {
  const singles = new Singles()
  const done: string[] = []
  let running = 0
  const run = (name: string, isSmall = false): Promise<void> =>
    singles.run(isSmall, async () => {
      expect(++running).toBe(1)
      await Promise.resolve()
      running -= 1
      done.push(name)
      if (name === 'b') throw new Error('cut off')
    })
  const all = [run('a'), run('b'), run('c'), run('d', true), run('e', true)]
  expect((await Promise.allSettled(all)).map(({ status }) => status[0])).toEqual(['f', 'r', 'f', 'f', 'f'])
  await run('f')
  expect(done).toEqual(['a', 'd', 'e', 'b', 'c', 'f'])
})
