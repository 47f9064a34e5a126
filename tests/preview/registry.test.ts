import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readSite } from '../../src/jekyll/index.ts'
import type { Tag } from '../../src/preview/liquid/template.ts'
import { toText } from '../../src/preview/liquid/values.ts'
import { loadPlugins } from '../../src/preview/plugins/index.ts'
import type { Plugin } from '../../src/preview/plugins/plugin.ts'
import { openModel } from '../../src/preview/site/model.ts'
import { SiteRenderer } from '../../src/preview/site-renderer.ts'
import { siteOf } from '../jekyll/texts.ts'

const folder = join(import.meta.dirname, '../../src/preview/plugins')

const tideTag: Tag = (markup) => ({
  blank: false,
  source: `{% tide ${markup} %}`,
  render: (_, write) => write(`the tide at ${markup.trim()}`),
})

/** What the maintainer of a site would write: a tag, a filter, details, a change of the text and of the page. */
const harborPlugin: Plugin = {
  name: 'jekyll-harbor',
  tags: { tide: tideTag },
  filters: { shout: [0, 0, (_, input) => `${toText(input).toUpperCase()}!`] },
  details: () => new Map([['harbor', 'Gull Ness']]),
  source: (body) => body.replace('(mark)', '**mark**'),
  page: (html) => `${html}<!-- harbor -->`,
}

it('a plugin of one file adds tags, filters, details and changes to a site', async () => {
  const files = siteOf({ 'a.md': '---\n---\n{% tide noon %}, {{ "now" | shout }} {{ page.harbor }} (mark)' })
  const site = await readSite(files)
  const model = await openModel(site, files, { now: 0, drafts: false, environment: 'production' })
  const { html, warnings } = await new SiteRenderer(model, {}, [harborPlugin], []).render('a.md')
  expect(html).toBe('<p>the tide at noon, NOW! Gull Ness <strong>mark</strong></p>\n<!-- harbor -->')
  expect(warnings).toEqual([])
})

it('every plugin that is written is registered by its name, and CONTRIBUTING says where', async () => {
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
  const written = texts.flatMap((text) => [...text.matchAll(/: Plugin = \{\s*name: '([^']+)'/g)])
  const names = written.map(([, name = '']) => name)
  expect(names.length).toBeGreaterThan(10)
  expect((await loadPlugins(names)).map(({ name }) => name).sort()).toEqual(names.sort())
  const guide = readFileSync(join(import.meta.dirname, '../../CONTRIBUTING.md'), 'utf8')
  for (const place of ['tags', 'filters', 'plugins/index.ts', 'plugins/plugin.ts'])
    expect(guide).toContain(`src/preview/${place}`)
})
