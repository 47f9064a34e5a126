import { expect, it } from 'vitest'
import { addressOnSite } from '../../../src/app/preview/links.ts'

const site = { url: 'https://walks.example', baseurl: '/b' }

it.each([
  ['/b/2026/a/', '/b/2026/a/'],
  ['../other.html#part', '/b/2026/other.html'],
  ['more/?q=1', '/b/2026/01/more/'],
  ['https://walks.example/b/feed.xml', '/b/feed.xml'],
  ['http://walks.example/b/', '/b/'],
  ['//walks.example/b/', '/b/'],
  ['', '/b/2026/01/a.html'],
  ['https://other.example/b/', undefined],
  ['//other.example/', undefined],
  ['mailto:nell@walks.example', undefined],
  ['javascript:alert(1)', undefined],
  ['https://[', undefined],
])('a link to %j leads to %j', (link, address) => {
  expect(addressOnSite(link, '/2026/01/a.html', site)).toBe(address)
})

it('a site that does not say its address has its own links all the same', () => {
  const nameless = { url: '', baseurl: '' }
  expect(addressOnSite('/a/', '/', nameless)).toBe('/a/')
  expect(addressOnSite('b.html', '/a/', nameless)).toBe('/a/b.html')
  expect(addressOnSite('https://other.example/a/', '/', nameless)).toBeUndefined()
})
