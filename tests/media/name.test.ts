import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanName } from '../../src/media/index.ts'

const none: ReadonlySet<string> = new Set()

describe('cleanName', () => {
  it.each([
    ['DSC 0042.JPG', 'image/jpeg', 'dsc-0042.jpg'],
    ['Müller & Söhne.png', 'image/png', 'muller-sohne.png'],
    ['../../etc/passwd', 'image/png', 'etc-passwd.png'],
    ['图片.webp', 'image/webp', 'picture.webp'],
    ['photo.heic', 'image/jpeg', 'photo.jpg'],
    ['drawing.svg', 'image/svg+xml', 'drawing.svg'],
  ])('%s as %s', (name, type, clean) => expect(cleanName(name, type, 'assets', none)).toBe(clean))

  it('counts up where the name is taken, without regard to case', () => {
    const taken = new Set(['assets/Tide.jpg', 'assets/tide-2.jpg', 'other/tide-3.jpg'])
    expect(cleanName('tide.jpeg', 'image/jpeg', 'assets', taken)).toBe('tide-3.jpg')
  })

  it('is always safe in an address and below 70 characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        expect(cleanName(name, 'image/png', 'a', none)).toMatch(/^[a-z0-9][a-z0-9-]{0,63}\.png$/)
      }),
    )
  })
})
