import { describe, expect, it } from 'vitest'
import { parseConfig } from '../../src/jekyll/config.ts'
import { themeOf } from '../../src/preview/site/theme-address.ts'

const themeIn = (source: string) => themeOf(parseConfig('_config.yml', source).config)

describe('the theme that a site names', () => {
  it.each([
    ['theme: minima', 'minima', 'jekyll/minima', 'v2.5.1'],
    ['theme: jekyll-theme-leap-day', 'jekyll-theme-leap-day', 'pages-themes/leap-day', 'v0.2.0'],
    ['theme: jekyll-theme-primer', 'jekyll-theme-primer', 'pages-themes/primer', 'v0.6.0'],
    ['theme: my-own-gem', 'my-own-gem', undefined, undefined],
    ['remote_theme: owner/name', 'owner/name', 'owner/name', undefined],
    ['remote_theme: owner/na.me@v1.2-rc/x', 'owner/na.me@v1.2-rc/x', 'owner/na.me', 'v1.2-rc/x'],
    [
      'remote_theme: https://git.example/owner/name.git@main',
      'https://git.example/owner/name.git@main',
      'https://git.example/owner/name.git',
      'main',
    ],
    ['theme: minima\nremote_theme: owner/name', 'owner/name', 'owner/name', undefined],
    ['remote_theme: "../../etc passwd"', '../../etc passwd', undefined, undefined],
    ['remote_theme: javascript:alert(1)', 'javascript:alert(1)', undefined, undefined],
  ])('%s', (source, name, repository, ref) => {
    expect(themeIn(source)).toEqual({ name, repository, ref })
  })

  it.each(['title: A site', 'theme:', 'theme: ""', 'theme: [minima]', 'remote_theme: 7'])(
    '%s names none',
    (source) => {
      expect(themeIn(source)).toBeUndefined()
    },
  )
})
