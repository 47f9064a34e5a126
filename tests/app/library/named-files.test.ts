import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FileNames, renamedIn } from '../../../src/app/library/named-files.ts'

const paths = [
  'assets/img/quay.png',
  'assets/img/2026/quay.png',
  'assets/img/gull.jpg',
  'docs/tides.pdf',
  'photos/My boat.JPG',
  'logo.svg',
]
const names = new FileNames(paths)
const meant = (text: string): readonly (readonly string[])[] => names.in(text).map((named) => named.paths)

describe('the files that a text names', () => {
  it.each([
    ['![Gull](/assets/img/gull.jpg)', ['assets/img/gull.jpg']],
    ['![Gull]({{ site.baseurl }}/assets/img/gull.jpg "A gull"){: .wide}', ['assets/img/gull.jpg']],
    ['{% include figure.html src="gull.jpg" %}', ['assets/img/gull.jpg']],
    ["image: 'img/gull.jpg'", ['assets/img/gull.jpg']],
    ['<img src=../img/gull.jpg>', ['assets/img/gull.jpg']],
    ['[Tides](https://tides.example/docs/tides.pdf?v=2#p3)', ['docs/tides.pdf']],
    ['![](/photos/My%20boat.JPG)', ['photos/My boat.JPG']],
    ['image: photos/My boat.JPG', ['photos/My boat.JPG']],
    ['![](/assets/img/2026/quay.png)', ['assets/img/2026/quay.png']],
    ['background: url(/logo.svg)', ['logo.svg']],
  ])('%s', (text, wanted) => expect(meant(text)).toEqual([wanted]))

  it('counts for every file that a bare name can mean', () => {
    expect(meant('image: quay.png')).toEqual([['assets/img/quay.png', 'assets/img/2026/quay.png']])
  })

  it.each(['gull.jpeg', 'seagull.jpg', '/other/gull.jpg', 'gull.jpg.txt', 'gull'])('is none for %s', (text) =>
    expect(meant(text)).toEqual([]),
  )

  it('is found in any text, and quickly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(meant(text)).toEqual(expect.any(Array))
      }),
    )
    expect(meant('a'.repeat(200_000) + '/'.repeat(200_000))).toEqual([])
  })
})

describe('a file with another name', () => {
  const rename = (text: string, to: string, from = 'assets/img/gull.jpg') => renamedIn(text, from, to, names)

  it.each([
    ['/assets/img/gull.jpg', '/assets/img/tern.jpg'],
    ['{{ site.baseurl }}/assets/img/gull.jpg', '{{ site.baseurl }}/assets/img/tern.jpg'],
    ['image: gull.jpg', 'image: tern.jpg'],
    ['../img/gull.jpg and ../img/gull.jpg?x', '../img/tern.jpg and ../img/tern.jpg?x'],
  ])('%s', (text, wanted) => expect(rename(text, 'assets/img/tern.jpg').text).toBe(wanted))

  it('changes nothing else', () => {
    const text = 'gull.jpg is not /other/gull.jpg, nor quay.png\r\n'
    expect(rename(text, 'assets/img/tern.jpg')).toEqual({
      text: text.replace('gull', 'tern'),
      count: 1,
      blocked: 0,
    })
  })

  it('goes to another folder where the text says the folder', () => {
    expect(rename('/assets/img/gull.jpg img/gull.jpg', 'photos/gull.jpg')).toEqual({
      text: '/photos/gull.jpg img/gull.jpg',
      count: 1,
      blocked: 1,
    })
    expect(rename('img/gull.jpg', 'assets/birds/gull.jpg').text).toBe('birds/gull.jpg')
  })

  it('is not taken for a part of another name, and keeps what was escaped', () => {
    const odd = new FileNames(['photos/My boat.JPG', 'photos/boat.JPG', 'my pics/a.jpg'])
    const text = 'image: photos/My boat.JPG, not boat.JPG'
    expect(renamedIn(text, 'photos/boat.JPG', 'photos/ship.JPG', odd).text).toBe(
      'image: photos/My boat.JPG, not ship.JPG',
    )
    expect(renamedIn('url(/my%20pics/a.jpg)', 'my pics/a.jpg', 'my pics/b.jpg', odd).text).toBe(
      'url(/my%20pics/b.jpg)',
    )
  })

  it('stays where it is not clear which file is meant', () => {
    expect(rename('image: quay.png', 'assets/img/pier.png', 'assets/img/quay.png')).toEqual({
      text: 'image: quay.png',
      count: 0,
      blocked: 1,
    })
  })
})
