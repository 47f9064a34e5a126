import { describe, expect, it } from 'vitest'
import { asTyped } from '../../src/editor/constructs/raw-code.ts'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { programText } from '../../src/editor/paste/text.ts'
import { schema } from '../../src/editor/schema.ts'
import type { Node } from '@tiptap/pm/model'

/** Code that comes from elsewhere, as it is written. */
function written(text: string, around: (code: Node) => Node = (code) => code): string | undefined {
  const code = schema.node('codeBlock', { language: 'liquid', ...asTyped(text) }, [schema.text(text)])
  const save = saveBody(schema.node('doc', null, [around(code)]), parseBody('').origin)
  return save.kind === 'saved' ? save.body : undefined
}

/** What a site would run of it. */
const runs = (body: string): boolean =>
  /\{[{%]/.test(body.replace(/\{% raw %\}(?:(?!\{%-?\s*endraw)[^])*\{% endraw %\}/g, ''))

const codes = [
  '{{ site.secret }}',
  'a\n{% include x %}\n{{ b }}\n',
  '{% raw %}{{ a }}{% endraw %}{{ b }}',
  '{%- endraw x -%}{{ b }}',
  '{{ never ends',
  '{% never ends\n\n{{',
  '- {{ a }}\n- b',
]
const places: readonly (readonly [string, (code: Node) => Node])[] = [
  ['by itself', (code) => code],
  ['in a quote', (code) => schema.node('blockquote', null, [code])],
  [
    'in an item',
    (code) =>
      schema.node('bulletList', null, [
        schema.node('listItem', null, [schema.node('paragraph', null, [schema.text('a')]), code]),
      ]),
  ],
]

describe('code of somebody else that holds template tags', () => {
  it.each(codes.flatMap((code) => places.map(([name, around]) => [code, name, around] as const)))(
    'does not run: %j %s',
    (code, _name, around) => {
      const body = written(code, around) ?? '{{ it was not written }}'
      expect(runs(body), body).toBe(false)
      let text = ''
      parseBody(body).doc.descendants((node) => {
        if (node.type.name === 'codeBlock') text = node.textContent
      })
      expect(text.trimEnd()).toBe(code.trimEnd())
    },
  )

  it('stands between tags that show it as typed, and other code stays plain', () => {
    expect(written('{{ a }}')).toBe('{% raw %}\n```liquid\n{{ a }}\n```\n{% endraw %}\n')
    expect(written('{ a }')).toBe('```liquid\n{ a }\n```\n')
    const slice = programText('{{ a }}\nb', '', '{"mode":"liquid"}')
    expect(slice?.content.firstChild?.attrs.raw).toBe('{% raw %}\n')
  })
})
