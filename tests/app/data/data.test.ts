import { describe, expect, it } from 'vitest'
import { countEntries, dataFiles, isHeadless } from '../../../src/app/data/data-files.ts'
import { makeData, planData } from '../../../src/app/data/new-data.ts'
import { OpenData } from '../../../src/app/data/open-data.svelte.ts'
import { describeData } from '../../../src/app/data/review-data.ts'
import type { Workspace } from '../../../src/app/workspace.svelte.ts'
import { git } from '../../git/repositories.ts'
import { useBlog } from '../blog.ts'

const links = '- name: Home\n  url: /\n\n- name: Tides # the list\n  url: /tides\n'
const files = {
  '_config.yml': 'title: Tides\n',
  '_data/footer-links.yml': links,
  '_data/shop/prices.csv': 'fish,price\r\nherring,2\r\n',
  '_data/broken.json': '{"a": 1,}',
  '_data/notes.md': 'no data',
  '_posts/2020-05-01-fog.md': '---\ntitle: Fog\n---\n\nWords.\n',
}

const { visit, scene } = useBlog(files)

async function open(workspace: Workspace, path: string): Promise<OpenData> {
  const opened = await OpenData.open(workspace, path)
  if ('code' in opened) throw new Error(opened.code)
  return opened
}

const author = { name: 'Nell', email: 'nell@example.org' }

describe('a new list', () => {
  it('is made, deleted and put back', async () => {
    const workspace = await visit()
    const path = await makeData(workspace, {
      name: 'Our Boats',
      shape: 'entries',
      fields: ['Name', 'Length (m)'],
    })
    expect([path, await workspace.readText(path)]).toEqual(['_data/our-boats.yml', '- name:\n  length_m:\n'])
    const opened = await open(workspace, path)
    expect(opened.set([0, 'name'], 'Sallow')).toBe(true)
    await opened.flush()
    expect(await workspace.publication.publish('Boats', author)).toEqual({ kind: 'published' })
    const undo = await workspace.postFiles.remove(path)
    expect(dataFiles(workspace).find((file) => file.path === path)?.change).toBe('deleted')
    await undo()
    expect(dataFiles(workspace).find((file) => file.path === path)?.change).toBeUndefined()
  })

  it.each([
    ['fields', ['Yes', 'a: b', '#'], [], '_data/x-y.yml', '"yes":\na_b:\n'],
    ['entries', [' '], ['_data/a_b.yaml'], '_data/x_y.yaml', '[]\n'],
  ] as const)(
    'says what it means, whatever its fields are called: %s',
    (shape, fields, paths, path, text) => {
      expect(planData({ name: 'X y', shape, fields }, paths, '_data')).toEqual({ path, text })
    },
  )

  it('and a field, has a place in a map of any format', async () => {
    const workspace = await visit()
    const path = await makeData(workspace, { name: 'A', shape: 'fields', fields: ['one'] })
    const opened = await open(workspace, path)
    expect([opened.set(['two'], null), opened.source]).toEqual([true, 'one:\ntwo:\n'])
  })

  it('without names for its columns is told from others', async () => {
    const { site } = await visit()
    const config = { ...site?.config, values: { csv_reader: { headers: false } } }
    const plain = site && { ...site, config: { ...site.config, ...config } }
    expect([isHeadless('_data/a.csv', plain), isHeadless('_data/a.tsv', plain)]).toEqual([true, false])
  })
})

describe('the data of a blog', () => {
  it('is listed by name, with what it holds and what is changed here', async () => {
    const workspace = await visit()
    const opened = await open(workspace, '_data/footer-links.yml')
    opened.remove([], 0)
    await opened.flush()
    const listed = dataFiles(workspace)
    expect(listed.map(({ name, folder, change }) => [name, folder, change])).toEqual([
      ['Broken', '', undefined],
      ['Footer links', '', 'edited'],
      ['Prices', 'Shop', undefined],
    ])
    const counts = await countEntries(
      workspace,
      listed.map(({ path }) => path),
    )
    expect([...counts.values()]).toEqual([undefined, 1, 1])
  })

  it('is saved while it is edited, published, and only what was changed is another', async () => {
    const workspace = await visit()
    const opened = await open(workspace, '_data/footer-links.yml')
    opened.set([1, 'name'], 'The tides')
    await opened.flush()
    expect(opened.saving).toBe('saved')
    const prices = await open(workspace, '_data/shop/prices.csv')
    prices.set([0, 'price'], 3)
    await prices.flush()
    const items = await workspace.publication.review()
    expect(items.map(({ title, kind, sentences }) => [title, kind, sentences])).toEqual([
      ['Footer links', 'file', ['1 entry changed']],
      ['Prices', 'file', ['1 entry changed']],
    ])
    expect(await workspace.publication.publish('Lists', author, new Map())).toMatchObject({})
    const show = (path: string): string => `${git(scene.bare, 'show', `main:${path}`)}\n`
    expect(show('_data/footer-links.yml')).toBe(links.replace('Tides #', 'The tides #'))
    expect(show('_data/shop/prices.csv')).toBe('fish,price\r\nherring,3\r\n')
    await opened.catchUp()
    opened.set([1, 'name'], 'Tides')
    await opened.flush()
    expect(workspace.works.get('_data/footer-links.yml')?.content).toBe(links)
  })

  it('leaves nothing to publish where all is taken back', async () => {
    const workspace = await visit()
    const opened = await open(workspace, '_data/footer-links.yml')
    opened.insert([], 1, { name: 'New', url: null })
    opened.move([], 0, 2)
    await opened.flush()
    expect(workspace.unpublished).toBe(1)
    opened.undo()
    opened.undo()
    expect(opened.canUndo).toBe(false)
    await opened.flush()
    expect(workspace.unpublished).toBe(0)
    opened.redo()
    expect(opened.data.value).toHaveLength(3)
  })

  it('that is broken is shown and mended as it stands', async () => {
    const workspace = await visit()
    const opened = await open(workspace, '_data/broken.json')
    expect(opened.data.problem?.line).toBe(1)
    expect(opened.set(['a'], 2)).toBe(false)
    opened.source = '{"a": 1}'
    expect(opened.data.problem).toBeUndefined()
    await opened.flush()
    expect(await workspace.readText('_data/broken.json')).toBe('{"a": 1}')
  })
})

it('what changed is said in words', () => {
  const say = (before: string, after: string): string[] => describeData('_data/a.yml', before, after)
  expect(say('- a\n- b\n', '- a\n- c\n- d\n')).toEqual(['1 entry changed', '1 entry added'])
  expect(say('- a\n- b\n', '- b\n- a\n')).toEqual(['order of the entries changed'])
  expect(say('a: 1\nb: 2\n', 'a: 3\nc: 2\n')).toEqual(['a changed', 'b removed', 'c added'])
  expect(say('a: 1\n', 'a: 1 # x\n')).toEqual([])
})
