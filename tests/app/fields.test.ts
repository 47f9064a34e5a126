import { describe, expect, it } from 'vitest'
import { addableFields, fieldsOf } from '../../src/app/fields.ts'
import {
  learnConventions,
  parsePost,
  readSite,
  type FolderSettings,
  type Post,
  type Site,
} from '../../src/jekyll/index.ts'
import { readEditorSettings, settingsFor } from '../../src/jekyll/settings/read-settings.ts'
import { siteOf } from '../jekyll/texts.ts'

const posts = Object.fromEntries(
  ['calm', 'loud', 'calm', 'calm', 'loud', 'loud'].map((mood, index) => [
    `_posts/2024-01-0${index + 1}-a.md`,
    `---\ntitle: A\nmood: ${mood}\nstars: ${index}\nkeys: [a, b]\nonly${index}: 1\n---\n`,
  ]),
)

async function form(
  source: string,
  pages = '',
): Promise<{ post: Post; site: Site; settings: FolderSettings | undefined }> {
  const texts = { ...posts, '.pages.yml': pages }
  const site = await readSite(siteOf(texts))
  const post = parsePost('_posts/2024-02-01-b.md', `---\n${source}---\n`, site)
  const all = await readEditorSettings(siteOf(texts), site.paths)
  return { post, site, settings: settingsFor(post.path, all) }
}

async function fields(
  source: string,
  pages?: string,
): Promise<Map<string, ReturnType<typeof fieldsOf>[number]>> {
  const { post, site, settings } = await form(source, pages)
  return new Map(
    fieldsOf(post.frontMatter, site, learnConventions(site), settings).map((field) => [field.key, field]),
  )
}

describe('the form of a post', () => {
  it('has a choice where posts choose among a few values', async () => {
    const mood = (await fields('mood: calm\n')).get('mood')
    expect([mood?.kind, mood?.suggestions]).toEqual([
      'choice',
      [
        { value: 'calm', count: 3 },
        { value: 'loud', count: 3 },
      ],
    ])
  })

  it('shows a value as what it is where that is not what others have', async () => {
    const own = await fields('mood: [calm]\nstars: many\ndate: soon\n')
    expect(['mood', 'stars', 'date'].map((key) => own.get(key)?.kind)).toEqual(['list', 'text', 'text'])
  })

  it('offers what other posts have, each as what it is there, but nothing that a single one has', async () => {
    const { post, site } = await form('title: B\nmood: calm\n')
    const offered = addableFields(post.frontMatter, site, learnConventions(site))
    expect(offered.map(({ key, kind }) => [key, kind])).toEqual([
      ['stars', 'number'],
      ['keys', 'tags'],
    ])
  })

  it('follows the configuration of another editor', async () => {
    const pages = `content: [{ path: _posts, fields: [
      { name: mood, label: How it was, type: select, required: true, options: { values: [soft] } },
      { name: stars, type: number, hidden: true }, { name: title, label: Headline },
      { name: steps, type: object, list: true, fields: [{ name: name }] } ] }]`
    const own = await fields('title: B\nstars: 3\nsteps: none\n', pages)
    expect([...own.keys()].slice(-2)).toEqual(['mood', 'steps'])
    expect(own.get('title')?.label).toBe('Headline')
    expect(own.get('mood')).toMatchObject({
      kind: 'choice',
      lacking: true,
      suggestions: [{ value: 'soft', count: 0 }],
    })
    expect([own.has('stars'), own.get('steps')?.kind]).toEqual([false, 'text'])
    expect((await fields('mood: loud\n', pages)).get('mood')?.lacking).toBe(false)
  })
})
