import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldSettings } from '../../src/jekyll/index.ts'
import { readEditorSettings, settingsFor } from '../../src/jekyll/settings/read-settings.ts'
import { siteOf } from './texts.ts'

const read = (texts: Readonly<Record<string, string>>): ReturnType<typeof readEditorSettings> =>
  readEditorSettings(siteOf(texts), Object.keys(texts))

/** What was said, without what was not. */
const said = ({ fields, options, required, ...rest }: FieldSettings): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  ...(required && { required }),
  ...(options.length > 0 && { options: options.map(({ value, label }) => [value, label]) }),
  ...(fields.length > 0 && { fields: fields.map(said) }),
})

async function fieldsFor(path: string, texts: Readonly<Record<string, string>>): Promise<unknown> {
  const settings = settingsFor(path, await read(texts))
  return settings && { ...settings, fields: settings.fields.map(said) }
}

describe('the configuration of another editor', () => {
  it('is that of Decap and Sveltia', async () => {
    const config = `
media_folder: assets/pictures
public_folder: /pictures
collections:
  - name: posts
    label: Stories
    folder: _posts
    fields:
      - { label: Headline, name: title, widget: string, hint: Short is better. }
      - { label: When, name: date, widget: datetime }
      - { label: Mood, name: mood, widget: select, required: false, options: [calm, { label: Very loud, value: loud }] }
      - { label: For, name: readers, widget: select, multiple: true, options: [all, few], default: [all] }
      - { label: Tags, name: tags, widget: list, required: false }
      - { label: Steps, name: steps, widget: list, fields: [{ label: Name, name: name, widget: string }, { name: minutes, widget: number }] }
      - { label: Names, name: names, widget: list, field: { name: one, widget: string } }
      - { label: Place, name: place, widget: object, fields: [{ name: town }] }
      - { name: layout, widget: hidden, default: post }
      - { label: Text, name: body, widget: markdown }
  - name: pages
    label: Pages
    files:
      - { file: about.md, label: About, fields: [{ name: title, label: Name of the page }] }
`
    const texts = { 'admin/config.yml': config }
    expect(await fieldsFor('_posts/2024-01-02-a.md', texts)).toEqual({
      folder: '_posts',
      label: 'Stories',
      media: { folder: 'assets/pictures', prefix: '/pictures/' },
      fields: [
        { key: 'title', label: 'Headline', kind: 'text', hint: 'Short is better.', required: true },
        { key: 'date', label: 'When', kind: 'date-time', required: true },
        {
          key: 'mood',
          label: 'Mood',
          kind: 'choice',
          options: [
            ['calm', 'calm'],
            ['loud', 'Very loud'],
          ],
        },
        {
          key: 'readers',
          label: 'For',
          kind: 'choices',
          required: true,
          preset: ['all'],
          options: [
            ['all', 'all'],
            ['few', 'few'],
          ],
        },
        { key: 'tags', label: 'Tags', kind: 'texts' },
        {
          key: 'steps',
          label: 'Steps',
          kind: 'maps',
          required: true,
          fields: [
            { key: 'name', label: 'Name', kind: 'text', required: true },
            { key: 'minutes', kind: 'number', required: true },
          ],
        },
        { key: 'names', label: 'Names', kind: 'texts', required: true },
        {
          key: 'place',
          label: 'Place',
          kind: 'map',
          required: true,
          fields: [{ key: 'town', kind: 'text', required: true }],
        },
        { key: 'layout', kind: 'hidden', required: true, preset: 'post' },
      ],
    })
    expect(await fieldsFor('about.md', texts)).toMatchObject({
      label: 'About',
      fields: [{ key: 'title', label: 'Name of the page' }],
    })
    expect(await fieldsFor('other.md', texts)).toBe(undefined)
  })

  it('is that of Pages CMS, with its components', async () => {
    const config = `
media: { input: /assets/img/, output: /img }
components:
  person: { type: object, label: Person, fields: [{ name: name, type: string, required: true }, { name: again, component: person }] }
content:
  - type: group
    name: all
    items:
      - name: posts
        type: collection
        path: _posts
        fields:
          - { name: title, label: Headline, type: string, required: true, description: Short is better. }
          - { name: date, type: date, options: { time: true } }
          - { name: day, type: date }
          - { name: mood, type: select, options: { values: [calm, { label: Very loud, value: loud }] } }
          - { name: tags, type: string, list: true }
          - { name: editor, component: person }
          - { name: links, type: object, list: { min: 1 }, fields: [{ name: url, type: string }] }
          - { name: secret, type: string, hidden: true }
          - { name: body, type: rich-text }
`
    const found = await fieldsFor('_posts/a.md', { '.pages.yml': config })
    expect(found).toMatchObject({
      media: { folder: 'assets/img', prefix: '/img/' },
      fields: [
        { key: 'title', label: 'Headline', kind: 'text', hint: 'Short is better.', required: true },
        { key: 'date', kind: 'date-time' },
        { key: 'day', kind: 'date' },
        {
          key: 'mood',
          kind: 'choice',
          options: [
            ['calm', 'calm'],
            ['loud', 'Very loud'],
          ],
        },
        { key: 'tags', kind: 'texts' },
        { key: 'editor', label: 'Person', kind: 'map' },
        { key: 'links', kind: 'maps', fields: [{ key: 'url', kind: 'text' }] },
        { key: 'secret', kind: 'hidden' },
      ],
    })
  })

  it('is that of Prose in Jekyll’s own configuration', async () => {
    const config = `
title: A blog
prose:
  media: img
  metadata:
    _posts:
      - name: layout
        field: { element: hidden, value: post }
      - name: mood
        field:
          element: select
          label: Mood
          help: How loud it is.
          options: [{ name: Very loud, value: loud }, { name: Calm, value: calm }]
    _posts/music:
      - { name: band, field: { element: text, label: Band } }
`
    const texts = { '_config.yml': config }
    expect(await fieldsFor('_drafts/a.md', texts)).toEqual({
      folder: '_posts',
      label: undefined,
      media: { folder: 'img', prefix: '/img/' },
      fields: [
        { key: 'layout', kind: 'hidden', preset: 'post' },
        {
          key: 'mood',
          label: 'Mood',
          hint: 'How loud it is.',
          kind: 'choice',
          options: [
            ['loud', 'Very loud'],
            ['calm', 'Calm'],
          ],
        },
      ],
    })
    expect(await fieldsFor('_posts/music/a.md', texts)).toMatchObject({ fields: [{ key: 'band' }] })
    expect(await read({ '_config.yml': 'title: A blog\n' })).toEqual([])
  })

  it('is that of CloudCannon, for a collection and for all', async () => {
    const config = `
paths: { uploads: assets/uploads }
_select_data: { moods: [calm, loud] }
_inputs:
  title: { type: text, label: Headline, comment: Short is better., options: { required: true } }
  mood: { type: select, options: { values: _select_data.moods } }
  steps[*].name: { type: text }
collections_config:
  posts:
    path: _posts
    name: Stories
    _inputs: { mood: { type: multiselect, options: { values: [one, two] } }, tint: { type: color } }
`
    const texts = { 'cloudcannon.config.yml': config }
    expect(await fieldsFor('_posts/a.md', texts)).toEqual({
      folder: '_posts',
      label: 'Stories',
      media: { folder: 'assets/uploads', prefix: '/assets/uploads/' },
      fields: [
        { key: 'title', label: 'Headline', hint: 'Short is better.', kind: 'text', required: true },
        {
          key: 'mood',
          kind: 'choices',
          options: [
            ['one', 'one'],
            ['two', 'two'],
          ],
        },
        { key: 'tint', kind: 'color' },
      ],
    })
    expect(await fieldsFor('about.md', texts)).toMatchObject({
      folder: '',
      fields: [
        { key: 'title' },
        {
          key: 'mood',
          options: [
            ['calm', 'calm'],
            ['loud', 'loud'],
          ],
        },
      ],
    })
  })

  it('is that of Front Matter, with comments in its JSON', async () => {
    const config = `{
  // where things are: "/* no comment */"
  "frontMatter.content.publicFolder": "media",
  "frontMatter.content.pageFolders": [
    { "title": "Stories", "path": "[[workspace]]/_posts", "contentTypes": ["story"] },
    { "title": "Others", "path": "[[workspace]]/_notes", },
  ],
  "frontMatter.taxonomy.contentTypes": [
    { "name": "default", "fields": [{ "title": "Text", "name": "text", "type": "string", "wysiwyg": true }] },
    { "name": "story", "fields": [
      { "title": "Headline", "name": "title", "type": "string", "single": true, "required": true, "description": "See // below" },
      { "name": "date", "type": "datetime", "default": "{{now}}" }, /* the moods */
      { "name": "mood", "type": "choice", "choices": ["calm", { "id": "loud", "title": "Very loud" }] },
    ] },
  ],
}`
    const texts = { 'frontmatter.json': config }
    expect(await fieldsFor('_posts/a.md', texts)).toMatchObject({
      label: 'Stories',
      media: { folder: 'media', prefix: '/' },
      fields: [
        { key: 'title', label: 'Headline', hint: 'See // below', kind: 'text', required: true },
        { key: 'date', kind: 'date-time' },
        {
          key: 'mood',
          kind: 'choice',
          options: [
            ['calm', 'calm'],
            ['loud', 'Very loud'],
          ],
        },
      ],
    })
    expect(await fieldsFor('_notes/a.md', texts)).toMatchObject({
      fields: [{ key: 'text', kind: 'markdown' }],
    })
  })

  it('is left out where it is broken, and leads nowhere outside of the blog', async () => {
    expect(await read({ '.pages.yml': 'a: [', 'frontmatter.json': '[]', 'admin/config.yml': '- 1' })).toEqual(
      [],
    )
    const away = 'media_folder: ../../etc\ncollections: [{ folder: ../x, fields: [{ name: title }] }]\n'
    expect(await read({ 'admin/config.yml': away })).toMatchObject([{ folders: [], media: undefined }])
  })

  it('may be anything', async () => {
    const names = [
      '.pages.yml',
      'admin/config.yml',
      'cloudcannon.config.json',
      'frontmatter.json',
      '_config.yml',
    ]
    const words = [
      ...[
        'collections',
        'content',
        'prose',
        'metadata',
        '_inputs',
        'fields',
        'options',
        'values',
        'name',
        'path',
      ],
      ...[
        'folder',
        'files',
        'collections_config',
        'frontMatter.taxonomy.contentTypes',
        '__proto__',
        'constructor',
      ],
    ]
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom('_posts', 'select', 'list', true, null, 3, ''),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...words), tie('tree'), { maxKeys: 5 }),
      ),
    }))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), tree, async (name, value) => {
        const settings = await read({ [name]: JSON.stringify(value) })
        settingsFor('_posts/a.md', settings)
      }),
    )
  })
})
