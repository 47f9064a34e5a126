import { parseExpression } from '../liquid/expression.ts'
import type { Tag } from '../liquid/template.ts'
import { isTrue, toText } from '../liquid/values.ts'
import { renderingOf } from '../render/rendering.ts'
import type { Plugin } from './plugin.ts'

/** The checksum by which GitHub's servers share pictures out. */
function crc32(text: string): number {
  let crc = 0xffffffff
  for (const char of text) {
    crc ^= char.charCodeAt(0) & 0xff
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

function addressOf(user: string, size: number, scale: number): string {
  const path = (factor: number): string => `${user}?v=3&s=${size * factor}`
  return `https://avatars${crc32(path(1)) % 4}.githubusercontent.com/${path(scale)}`
}

const avatarTag: Tag = (markup) => {
  const text = markup.trim()
  const variable = /\buser=([\w.]+)\b/.exec(text)?.[1]
  const size = Number(/\bsize=(\d+)\b/i.exec(text)?.[1] ?? 40)
  return {
    blank: false,
    source: `{% avatar ${text} %}`,
    render: (context, write) => {
      const value = variable === undefined ? undefined : parseExpression(variable).evaluate(context)
      const plain = renderingOf(context).template(text).text(context).split(' ')[0] ?? ''
      const user = variable === undefined ? plain.replace(/^@/, '') : isTrue(value) ? toText(value) : variable
      const set = [1, 2, 3, 4].map((scale) => `${addressOf(user, size, scale)} ${scale}x`).join(', ')
      const [src, sources] = text.includes('lazy=true')
        ? ['src="" data-src', 'data-srcset']
        : ['src', 'srcset']
      write(
        `<img class="avatar${size < 48 ? ' avatar-small' : ''}" alt="${user}" width="${size}" height="${size}" ` +
          `data-proofer-ignore="true" ${src}="${addressOf(user, size, 1)}" ${sources}="${set}" />`,
      )
    },
  }
}

/** jekyll-avatar: pictures of people on GitHub. */
export const avatarPlugin: Plugin = { name: 'jekyll-avatar', tags: { avatar: avatarTag } }
