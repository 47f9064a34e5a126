import { describe, expect, it } from 'vitest'
import { TextSelection, type Transaction } from '@tiptap/pm/state'
import {
  dropEmptyCode,
  indentCode,
  leaveCode,
  leaveDownwards,
  leaveEmptyLines,
  outdentCode,
} from '../../src/editor/code-commands.ts'
import { findLanguage, languageChoices, readInfo, typedLanguage } from '../../src/editor/code-languages.ts'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { doc, p, pre } from './builders.ts'
import { Editing, type Edit } from './editing.ts'

const saved = (before: string, edit: Edit) => {
  const { doc: opened, origin } = parseBody(before)
  return saveBody(edit(new Editing(opened)).tr.doc, origin)
}

const language = (name: string | null) => (tr: Transaction) => {
  tr.setNodeMarkup(0, undefined, { ...tr.doc.firstChild?.attrs, language: name, fenced: true })
  return true
}

const cases: readonly (readonly [what: string, before: string, edit: Edit, after: string])[] = [
  ['a language', '~~~ js\na\n~~~\n', (e) => e.run(language('ruby')), '~~~ ruby\na\n~~~\n'],
  ['no language', '~~~ js\na\n~~~~~\n', (e) => e.run(language(null)), '~~~\na\n~~~~~\n'],
  [
    'a language for indented code in a post that fences with tildes',
    '    a\n\n    b\n\n~~~\nc\n~~~\n',
    (e) => e.run(language('js')),
    '~~~js\na\n\nb\n~~~\n\n~~~\nc\n~~~\n',
  ],
  ['a fence in code', '```js\na\n```\n', (e) => e.insertAfter('a', '\n```\nb'), '````js\na\n```\nb\n````\n'],
  [
    'a fence of the other sign in code',
    '~~~\na\n~~~\n\n```\nb\n```\n\n```\nc\n```\n',
    (e) => e.insertAfter('a', '\n```'),
    '~~~\na\n```\n~~~\n\n```\nb\n```\n\n```\nc\n```\n',
  ],
  ['a line of indented code', '\ta\n\n\tb\n', (e) => e.insertAfter('a', 'x'), '\tax\n\n\tb\n'],
  [
    'the language of a tag',
    '{% highlight js linenos %}\na\n{% endhighlight %}\n',
    (e) => e.run(language('ruby')),
    '{% highlight ruby linenos %}\na\n{% endhighlight %}\n',
  ],
  [
    'code in a list',
    '- x\n\n  ```\n  a\n  ```\n',
    (e) => e.insertAfter('a', '\nb'),
    '- x\n\n  ```\n  a\n  b\n  ```\n',
  ],
]

describe('edited code', () => {
  it.each(cases)('is saved: %s', (_what, before, edit, after) => {
    expect(saved(before, edit)).toMatchObject({ kind: 'saved', body: after })
  })
})

/** The code and the selection after a command; `<` and `>` stand where the selection starts and ends. */
function run(text: string, command: (tr: Transaction) => boolean): string | false {
  const { tr } = new Editing(doc(pre(text.replace(/[<>]/g, ''))))
  const [from, to] = [text.indexOf('<'), text.indexOf('>') - 1]
  tr.setSelection(TextSelection.create(tr.doc, 1 + from, 1 + Math.max(from, to)))
  return command(tr) && tr.doc.textContent
}

describe('in code', () => {
  it.each([
    ['a<b', 'a  b'],
    ['<a\n    b>', '    a\n        b'],
    ['\ta\n<b', '\ta\n\tb'],
    ['a\n<b\n>c', 'a\n  b\nc'],
    ['<a\n\nb>', '  a\n\n  b'],
    ['<    a\n      b>\nc', '      a\n        b\nc'],
  ])('Tab in %j', (before, after) => expect(run(before, indentCode)).toBe(after))

  it.each([
    ['  a<b', 'ab'],
    ['<  a\n    b>', 'a\n  b'],
    ['\t\ta<', '\ta'],
    ['a<', 'a'],
  ])('Shift-Tab in %j', (before, after) => expect(run(before, outdentCode)).toBe(after))

  it('Escape and the arrow in the last line lead behind it', () => {
    const { tr } = new Editing(doc(pre('a\nb'), p('c'))).at('b').run(leaveCode)
    expect([tr.docChanged, tr.selection.$from.parent.textContent]).toEqual([false, 'c'])
    const last = new Editing(doc(pre('a\nb')))
    expect(leaveDownwards(last.at('a').tr)).toBe(false)
    expect(last.at('b').run(leaveDownwards).tr.doc.childCount).toBe(2)
  })

  it('two empty lines are left behind by Enter', () => {
    const editing = new Editing(doc(pre('a\n\n')))
    editing.tr.setSelection(TextSelection.create(editing.tr.doc, 4))
    expect(editing.run(leaveEmptyLines).tr.doc.firstChild?.textContent).toBe('a')
  })

  it('Enter behind two empty lines goes on between the code and what follows it', () => {
    const editing = new Editing(doc(pre('a\n\n'), p('b')))
    editing.tr.setSelection(TextSelection.create(editing.tr.doc, 4))
    const { tr } = editing.run(leaveEmptyLines).typed('x')
    expect(tr.doc.toString()).toBe(doc(pre('a'), p('x'), p('b')).toString())
  })

  it('Backspace makes empty code a paragraph', () => {
    const editing = new Editing(doc(pre('')))
    editing.tr.setSelection(TextSelection.create(editing.tr.doc, 1))
    expect(editing.run(dropEmptyCode).tr.doc.firstChild?.type.name).toBe('paragraph')
    expect(dropEmptyCode(new Editing(doc(pre('a'))).at('a').tr)).toBe(false)
  })
})

describe('the languages of code', () => {
  it('are found by every name', () => {
    expect(['JS', 'c++', 'Objective-C', 'brainfuck'].map((name) => findLanguage(name)?.id)).toEqual([
      'js',
      'cpp',
      'objc',
      undefined,
    ])
    expect(readInfo('ruby linenos')).toEqual({ name: 'ruby', rest: ' linenos' })
  })

  it('are offered in the order of their use here, as they are written here', () => {
    expect(languageChoices(['javascript', 'swift'], '').slice(0, 4)).toEqual([
      { value: 'javascript', label: 'JavaScript' },
      { value: 'swift', label: 'Swift' },
      { value: '', label: 'Plain text' },
      { value: 'sh', label: 'Shell' },
    ])
    expect(languageChoices([], 'rub')).toEqual([{ value: 'ruby', label: 'Ruby' }])
    expect([typedLanguage(['javascript'], 'js'), typedLanguage([], 'My Lang')]).toEqual([
      'javascript',
      'my-lang',
    ])
  })
})
