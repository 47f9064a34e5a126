import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { learnConventions, readSite } from '../../src/jekyll/index.ts'
import { siteIn } from './texts.ts'

/**
 * How things are done on real sites, as somebody who looked through their posts put it down: the form of tags and
 * categories, of dates, how titles are quoted, files named, and pictures written.
 */
interface Habits {
  readonly tags?: string
  readonly categories?: string
  readonly date: string | undefined
  readonly quotes: string
  readonly file: string
  readonly picture?: string
}

const time = 'time'
const zoned = 'time with zone'
const sites: Readonly<Record<string, Habits>> = {
  'GuillaumePressiat+GuillaumePressiat.github.io': {
    ...{ tags: 'blanks', categories: 'blanks', date: zoned, quotes: 'double' },
    ...{ file: '_posts .markdown', picture: '/images/' },
  },
  'Haacked+haacked.com': {
    ...{
      tags: 'flow',
      date: undefined,
      quotes: 'plain',
      file: '_posts/2021 .markdown',
      picture: '/assets/images/',
    },
  },
  'Homebrew+brew.sh': {
    ...{ date: undefined, quotes: 'plain', file: '_posts .md', picture: '/assets/img/blog/' },
  },
  'StackExchange+stack-blog': {
    ...{
      tags: 'block',
      date: zoned,
      quotes: 'plain',
      file: '_posts .markdown',
      picture: '/images/wordpress/',
    },
  },
  'apple+swift-org-website': {
    ...{ date: time, quotes: 'plain', file: '_posts .md', picture: '/assets/images/' },
  },
  'benbalter+benbalter.github.com': { date: undefined, quotes: 'plain', file: '_posts .md' },
  'github+opensource.guide': {
    ...{ date: undefined, quotes: 'plain', file: '_articles .md', picture: '/assets/images/' },
  },
  'jekyllrb-ja+jekyllrb-ja.github.io': {
    ...{ categories: 'flow', date: zoned, quotes: 'single', file: '_posts .markdown', picture: '/img/' },
  },
  'offconvex+offconvex.github.io': { date: time, quotes: 'plain', file: '_posts .md', picture: '/assets/' },
  'onevcat+OneV-s-Den': {
    ...{ tags: 'flow', categories: 'flow', date: zoned, quotes: 'plain', file: '_posts .md' },
    picture: '/assets/images/',
  },
  'rails+weblog': { categories: 'blanks', date: zoned, quotes: 'double', file: '_posts .markdown' },
  'rrgweb+rrgweb.github.io': { date: zoned, quotes: 'single', file: '_posts .md' },
  'scala+scala-lang': {
    ...{ date: undefined, quotes: 'double', file: 'blog/_posts .md', picture: '/resources/img/blog/' },
  },
  'theforeman+theforeman.org': {
    ...{
      tags: 'block',
      date: time,
      quotes: 'plain',
      file: '_posts .md',
      picture: '/static/images/blog_images/',
    },
  },
}

const corpus = process.env.GALLEY_CORPUS ?? ''

describe.skipIf(!existsSync(corpus))('what is learnt from real sites', () => {
  it.each(Object.entries(sites))('is how %s does it', async (name, { picture, ...habits }) => {
    const learnt = learnConventions(await readSite(siteIn(join(corpus, name))))
    const form = (key: string) => learnt.keys.find((habit) => habit.key === key)
    const found = {
      tags: form('tags')?.list,
      categories: form('categories')?.list,
      date: learnt.date,
      quotes: form('title')?.quotes,
      file: `${learnt.folder.replace(/^(_articles)\/.*/, '$1')} ${learnt.extension}`,
    }
    expect(found).toEqual({ tags: undefined, categories: undefined, ...habits })
    if (picture !== undefined) expect(learnt.picture.prefix).toBe(picture)
  })
})
