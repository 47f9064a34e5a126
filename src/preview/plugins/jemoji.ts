import { nameToEmoji } from 'gemoji'
import { isHash, toText } from '../liquid/values.ts'
import type { Item } from '../site/item.ts'
import type { SiteModel } from '../site/model.ts'
import { changeText } from './page-text.ts'
import type { Plugin } from './plugin.ts'

/** What GitHub has pictures of and Unicode has not. */
const githubs = new Set(
  'atom basecamp basecampy bowtie electron feelsgood finnadie goberserk godmode hurtrealbad neckbeard octocat rage1 rage2 rage3 rage4 shipit suspect trollface'.split(
    ' ',
  ),
)
const code = /^(?:pre|code|tt|style|script)$/

/** The file of a name's picture below `emoji/`; undefined for what is no name. */
function pictureOf(name: string): string | undefined {
  if (githubs.has(name)) return `${name}.png`
  const emoji = Object.hasOwn(nameToEmoji, name) ? nameToEmoji[name] : undefined
  if (emoji === undefined) return undefined
  const points = Array.from(emoji, (char) => (char.codePointAt(0) ?? 0).toString(16).padStart(4, '0'))
  return `unicode/${points.join('-').replaceAll(/-(?:fe0f|200d)\b/g, '')}.png`
}

function page(html: string, item: Item, model: SiteModel): string {
  if (item.outputExtension !== '.html' || !/:[\w+-]+:/.test(html)) return html
  const said = model.settings.get('emoji')
  const own = isHash(said) ? toText(said.get('src')) : ''
  const root = own === '' ? 'https://github.githubassets.com/images/icons/' : own.replace(/\/*$/, '/')
  return changeText(
    html,
    (text) =>
      text.replaceAll(/:([\w+-]+):/g, (all, name: string) => {
        const picture = pictureOf(name)
        return picture === undefined
          ? all
          : `<img class="emoji" title="${all}" alt="${all}" src="${root}emoji/${picture}" height="20" width="20">`
      }),
    code,
  )
}

/** jemoji: `:name:` is a picture of GitHub's. */
export const jemojiPlugin: Plugin = { name: 'jemoji', page }
