import { describe, expect, it } from 'vitest'
import { writtenAs } from '../../src/app/pictures.ts'
import { learnConventions, readSite, type Conventions } from '../../src/jekyll/index.ts'
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
