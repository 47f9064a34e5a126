import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readText } from '../../src/cli/file-text.ts'

const bytes = (text: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(text, encoding))

it.each([
  ['plain', bytes('a\r\n', 'utf8'), 'a\r\n', true],
  ['with a byte-order mark', bytes('\uFEFFé', 'utf8'), '\uFEFFé', true],
  ['Latin-1', bytes('é', 'latin1'), 'é', false],
  ['an unpaired surrogate', new Uint8Array([0xed, 0xa0, 0x80]), 'í\xa0\x80', false],
  ['cut in a character', new Uint8Array([0x61, 0xe2, 0x82]), 'aâ\x82', false],
])('reads %s', (_, file, text, isUtf8) => {
  const read = readText(file)
  expect([read.text, read.isUtf8]).toEqual([text, isUtf8])
})

it('gives any bytes back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (file) => {
      const { text, encode } = readText(file)
      return Buffer.compare(encode(text), file) === 0
    }),
  )
})
