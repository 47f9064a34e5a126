import { describe, expect, it, vi } from 'vitest'
import { learnConventions, readSite } from '../../../src/jekyll/index.ts'
import { filed } from './filed.ts'

vi.stubGlobal('navigator', { platform: '' })
const { columnsOf, firstColumns, sortBy } = await import('../../../src/ui/posts/find/columns.ts')

const files = {
  '_posts/2024-05-01-fog.md': '---\ntitle: öl\nrating: 10\nseo:\n  a: 1\ntags: [a]\n---\n',
  '_posts/2025-05-01-sun.md': '---\ntitle: Zebra\nrating: 9\nreviewed_by: Ada\n---\n',
  '_posts/2026-05-01-ant.md': '---\ntitle: ant\nreviewed_by: Bo\n---\n',
}
const all = await filed(files)
const site = await readSite({
  list: async () => Object.keys(files),
  read: async (path) => new TextEncoder().encode(files[path as keyof typeof files]),
})
const conventions = learnConventions(site)
const columns = columnsOf(conventions)
const sorted = (id: string, down = false): string[] => {
  const column = columns.find((one) => one.id === id)
  if (!column) throw new Error(`There is no column ${id}`)
  return sortBy(column, down, all).map(({ item }) => item.title)
}

describe('the columns of a table', () => {
  it('are ours and the keys that posts use, but no maps', () => {
    expect(columns.map(({ name }) => name)).toEqual([
      ...['Title', 'Status', 'Date', 'Tags', 'Categories', 'Author', 'Collection', 'Folder', 'Language'],
      ...['Rating', 'Reviewed by'],
    ])
  })

  it('are at first those that tell the posts apart', () => {
    expect(firstColumns(conventions, 1)).toEqual(['title', 'status', 'date', 'tags'])
    expect(firstColumns(conventions, 2)).toContain('collection')
  })

  it('sort as one reads', () => {
    expect(sorted('title')).toEqual(['ant', 'öl', 'Zebra'])
    expect(sorted('title', true)).toEqual(['Zebra', 'öl', 'ant'])
    expect(sorted('date', true)).toEqual(['ant', 'Zebra', 'öl'])
  })

  it('sort numbers as numbers, and what is empty to the end either way', () => {
    expect(sorted('key:rating')).toEqual(['Zebra', 'öl', 'ant'])
    expect(sorted('key:rating', true)).toEqual(['öl', 'Zebra', 'ant'])
    expect(sorted('key:reviewed_by', true)).toEqual(['ant', 'Zebra', 'öl'])
  })
})
