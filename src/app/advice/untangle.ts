import { serializePost, type Post } from '../../jekyll/index.ts'
import type { Span } from '../../kramdown/tree.ts'
import type { Advice } from '../check-post.ts'
import { replaced, type Mended } from './mends.ts'
import { wrongTag } from './wrong-tag.ts'

/** The advice about signs of the template with what a click would make of them. */
export function withUntangled(advice: readonly Advice[], post: Post, head: number): Advice[] {
  return advice.map((each) => {
    const isTag = each.code === 'open-tag' || each.code === 'wrong-tag'
    return isTag && typeof each.place === 'number' ? { ...each, ...untangled(post, each.place - head) } : each
  })
}

/** An end without a beginning goes; a code's or comment's end is put to the end of the text; all else is shown as it stands. */
function untangled(post: Post, at: number): Mended | undefined {
  const [sign = ''] = /^\{%-?.*?-?%\}|^\{\{.*?\}\}|^\{[{%][^\n]*/s.exec(post.body.slice(at)) ?? []
  const name = /^\{%-?\s*(\w+)/.exec(sign)?.[1] ?? ''
  const span: Span = [at, at + sign.length]
  const tries: readonly Mended[] = /^(?:end|els|when$)/.test(name)
    ? [{ mended: replaced(post, span, ''), deed: 'remove' }]
    : [
        ...(/^(?:raw|comment|highlight|capture)$/.test(name)
          ? [{ mended: `${serializePost(post).trimEnd()}\n{% end${name} %}\n`, deed: 'close' } as const]
          : []),
        { mended: replaced(post, span, `{% raw %}${sign}{% endraw %}`), deed: 'show' },
      ]
  return sign === '' ? undefined : tries.find(({ mended = '' }) => isSound(mended, post))
}

/** Whether this one is not wrong any more, whatever else is. */
function isSound(mended: string, post: Post): boolean {
  const head = serializePost(post).length - post.body.length
  const before = wrongTag(post, 0)[0]
  const after = wrongTag({ ...post, body: mended.slice(head) }, 0)[0]
  return after === undefined || (before !== undefined && after.about !== before.about)
}
