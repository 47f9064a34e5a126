import { describe, expect, it } from 'vitest'
import { toggleRaw } from '../../src/editor/code-commands.ts'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { Editing, type Edit } from './editing.ts'

const opened = (body: string) =>
  parseBody(body).doc.children.map(({ type, textContent }) => [type.name, textContent])

const around = '{% raw %}\n```liquid\n{{ a }}\n```\n{% endraw %}\n'

describe('code whose tags show as they are', () => {
  it.each([
    ['around a fence', around],
    ['with empty lines and blanks', '{%- raw -%}\n\n~~~~ liquid\n{{ a }}\n~~~~~~\n\n  {% endraw %}\n'],
    ['on the lines of the fence', '{% raw %}```\n{{ a }}\n```{% endraw %}\n'],
    ['around indented code', '{% raw %}\n    {{ a }}\n{% endraw %}\n'],
    ['within a fence', '```liquid\n{% raw %}\n{{ a }}\n{% endraw %}\n```\n'],
    ['within a line of a fence', '```liquid\n{% raw %}{{ a }}{% endraw %}\n```\n'],
    ['within the tag', '{% highlight liquid %}\n{% raw %}\n{{ a }}\n{% endraw %}\n{% endhighlight %}\n'],
  ])('is a code block without them: %s', (_where, body) => {
    expect(opened(body)).toEqual([['codeBlock', '{{ a }}']])
    const { doc, origin } = parseBody(body)
    const { kind, body: after } = saveBody(new Editing(doc).insertAfter('{{ a', ' | b').tr.doc, origin)
    expect([kind, after]).toEqual(['saved', body.replace('{{ a', '{{ a | b')])
  })

  it.each([
    ['words', '{% raw %}\nWords {{ a }}\n{% endraw %}\n', 'tag'],
    ['words between two', '{% raw %}\n```\na\n```\n\nb\n\n```\nc\n```\n{% endraw %}\n', 'tag'],
    ['code in a line', 'a {% raw %}`{{ a }}`{% endraw %} b\n', 'paragraph'],
    ['code in a line of its own', '{% raw %}`{{ a }}`{% endraw %}\n', 'tag'],
  ])('holds nothing else: %s', (_what, body, name) => {
    expect(opened(body).map(([type]) => type)).toEqual([name])
  })

  it('keeps the signs of what it stands in', () => {
    const list = '- a\n\n  {% raw %}\n  ```liquid\n  {{ a }}\n\n  {{ b }}\n  ```\n  {% endraw %}\n- c\n'
    const quote = '> {% raw %}\n> ```liquid\n> {{ a }}\n> ```\n> {% endraw %}\n'
    for (const body of [list, quote]) {
      const { doc, origin } = parseBody(body)
      expect(doc.textContent).toContain('{{ a }}')
      const edited = new Editing(doc).replace('{{ a }}', '{{ d }}').tr.doc
      expect(saveBody(edited, origin).body).toBe(body.replace('{{ a }}', '{{ d }}'))
    }
  })
})

const toggled: Edit = (editing) => editing.run(toggleRaw(0))

describe('edits of such code', () => {
  it.each<readonly [string, string, Edit, string]>([
    [
      'a longer fence',
      around,
      (e) => e.insertAfter('{{ a }}', '\n```'),
      '{% raw %}\n````liquid\n{{ a }}\n```\n````\n{% endraw %}\n',
    ],
    [
      'the tags are asked for',
      '```\n{{ a }}\n```\n',
      toggled,
      '{% raw %}\n```\n{{ a }}\n```\n{% endraw %}\n',
    ],
    ['the tags go', around, toggled, '```liquid\n{{ a }}\n```\n'],
    [
      'the tags within Jekyll’s own',
      '{% highlight js %}\n{{ a }}\n{% endhighlight %}\n',
      toggled,
      '{% highlight js %}\n{% raw %}\n{{ a }}\n{% endraw %}\n{% endhighlight %}\n',
    ],
    [
      'the end of the tags is written into the code',
      around,
      (e) => e.insertAfter('{{ a }}', '{% endraw %}'),
      '```liquid\n{{ a }}{% endraw %}\n```\n',
    ],
    [
      'the tags are written by hand',
      '```\n{{ a }}\n```\n',
      (e) => e.insertAfter('{{ a }}', '\n{% endraw %}').at('{{ a').typed('{% raw %}\n'),
      '```\n{% raw %}\n{{ a }}\n{% endraw %}\n```\n',
    ],
    [
      'an empty line at the edge',
      '```\n{% raw %}{{ a }}{% endraw %}\n```\n',
      (e) => e.insertAfter('{{ a }}', '\n'),
      '```\n{% raw %}{{ a }}\n\n{% endraw %}\n```\n',
    ],
  ])('%s', (_what, before, edit, after) => {
    const { doc, origin } = parseBody(before)
    expect(saveBody(edit(new Editing(doc)).tr.doc, origin)).toMatchObject({ kind: 'saved', body: after })
  })
})
