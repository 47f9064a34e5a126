import { describe, expect, it } from 'vitest'
import { pictureHome, writtenAs } from '../../src/app/pictures.ts'
import { learnConventions, readSite, type Conventions } from '../../src/jekyll/index.ts'
import { readEditorSettings } from '../../src/jekyll/settings/read-settings.ts'
import { siteOf } from '../jekyll/texts.ts'

const learnt = async (head: string, body: string): Promise<Conventions> =>
  learnConventions(
    await readSite(
      siteOf({
        '_posts/2020-01-01-a.md': `---\n${head}---\n${body}`,
        'img/blog/a.png': '',
        'img/b.png': '',
      }),
    ),
  )

describe('a picture that the blog has', () => {
  it('is named as the blog names those of the same folder, and those elsewhere from the same root', async () => {
    const habit = await learnt('', '![a]({{ site.baseurl }}/img/blog/a.png)')
    expect(writtenAs(habit, 'img/blog/c d.png')?.src).toBe('{{ site.baseurl }}/img/blog/c d.png')
    expect(writtenAs(habit, 'img/b.png')?.src).toBe('{{ site.baseurl }}/img/b.png')
  })

  it('keeps a filter behind its name', async () => {
    const habit = await learnt('', '![a]({{ "/img/blog/a.png" | relative_url }})')
    expect(writtenAs(habit, 'img/b.png')?.src).toBe('{{ "/img/b.png" | relative_url }}')
  })

  it('cannot be named by a detail that leads into another folder', async () => {
    const habit = await learnt('image: a.png\n', '')
    expect(writtenAs(habit, 'img/blog/a.png', 'image')?.src).toBe('a.png')
    expect(writtenAs(habit, 'img/b.png', 'image')).toBeUndefined()
  })
})

describe('a picture of a blog that has few', () => {
  const media = { folder: 'assets/up', prefix: '/assets/up/' }
  const field = { label: 'Cover', hint: undefined, kind: 'picture', required: false } as const
  const cover = { ...field, key: 'cover', options: [], preset: undefined, fields: [] }

  it('lies where another editor’s configuration says', async () => {
    const habit = await learnt('', 'No picture.')
    expect(pictureHome(habit, undefined, { media })).toMatchObject(media)
    expect(pictureHome(habit, 'cover', { media })).toMatchObject(media)
    const elsewhere = { ...media, prefix: '/up/' }
    expect(pictureHome(habit, undefined, { media: elsewhere }).prefix).toBe('/assets/up/')
    expect(pictureHome(habit, 'cover', { media: elsewhere }).prefix).toBe('/up/')
  })

  it('lies where that says for its own key, unless posts show another place', async () => {
    const fields = [{ ...cover, media: { folder: 'covers', prefix: '/covers/' } }]
    expect(pictureHome(await learnt('', ''), 'cover', { fields, media }).folder).toBe('covers')
    expect(pictureHome(await learnt('cover: /img/b.png\n', ''), 'cover', { fields }).folder).toBe('img')
  })

  it('lies in the folder that a field of Decap’s names from the root', async () => {
    const config =
      'media_folder: assets/up\ncollections:\n  - name: a\n    folder: _posts\n    fields:\n' +
      '      - { name: cover, widget: image, media_folder: /covers, public_folder: /covers }\n' +
      '      - { name: other, widget: image, media_folder: beside }\n'
    const paths = ['admin/config.yml']
    const [all] = await readEditorSettings(siteOf({ 'admin/config.yml': config }), paths)
    expect(all?.folders[0]?.fields.map(({ key, media: own }) => [key, own?.folder])).toEqual([
      ['cover', 'covers'],
      ['other', undefined],
    ])
  })
})
