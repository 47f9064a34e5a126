import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { KeptSmall } from '../../src/media/kept-small.ts'

const picture = (byte: number) => ({ bytes: new Uint8Array([byte]), type: 'image/webp' })
const name = (): string => `small-${crypto.randomUUID()}`

it('keeps what was seen, each blog’s apart, also for the next visit', async () => {
  const device = name()
  const kept = new KeptSmall(device)
  await kept.put('one', 'a', picture(1))
  await kept.put('two', 'a', picture(2))
  await kept.put('one', 'a', picture(3))
  const later = new KeptSmall(device)
  expect(await later.get('one', 'a')).toMatchObject(picture(3))
  expect(await later.get('two', 'a')).toMatchObject(picture(2))
  expect(await later.get('one', 'b')).toBeUndefined()
  await later.forget('one')
  expect(await kept.get('one', 'a')).toBeUndefined()
  expect(await kept.get('two', 'a')).toBeDefined()
})

it('keeps no more than so many: those that were made first go', async () => {
  const kept = new KeptSmall(name(), 3)
  for (const oid of ['d', 'c', 'b', 'a', 'd']) await kept.put('blog', oid, picture(0))
  const left = await Promise.all(['a', 'b', 'c', 'd'].map((oid) => kept.get('blog', oid)))
  expect(left.map((one) => one !== undefined)).toEqual([true, true, false, true])
})
