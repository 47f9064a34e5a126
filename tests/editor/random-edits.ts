import type { Node } from '@tiptap/pm/model'
import { liftListItem, sinkListItem } from '@tiptap/pm/schema-list'
import { EditorState, NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { canJoin, canSplit, findWrapping, liftTarget } from '@tiptap/pm/transform'
import { schema } from '../../src/editor/schema.ts'
import {
  addColumn,
  addRow,
  alignColumn,
  deleteColumn,
  deleteRow,
  moveColumn,
  moveRow,
  toggleHeaderRow,
} from '../../src/editor/table-commands.ts'

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export interface RandomEdit {
  readonly name: string
  /** The document after the edit; undefined where the edit cannot be made at the place that chance chose. */
  apply(doc: Node, random: () => number): Node | undefined
}

const pick = <T>(list: readonly T[], random: () => number): T | undefined =>
  list[Math.floor(random() * list.length)]

const between = (from: number, to: number, random: () => number): number =>
  from + Math.floor(random() * (to - from + 1))

interface Spot {
  readonly node: Node
  readonly at: number
}

function spots(doc: Node, wanted: (node: Node) => boolean): Spot[] {
  const found: Spot[] = []
  doc.descendants((node, at) => {
    if (wanted(node)) found.push({ node, at })
  })
  return found
}

const isText = (node: Node): boolean => node.isTextblock

/** Runs a change at a random place inside a random text block. */
const inText =
  (change: (tr: Transaction, spot: Spot, at: number, random: () => number) => unknown): RandomEdit['apply'] =>
  (doc, random) => {
    const spot = pick(spots(doc, isText), random)
    if (!spot) return undefined
    const { tr } = EditorState.create({ doc, schema })
    const done = change(tr, spot, between(spot.at + 1, spot.at + 1 + spot.node.content.size, random), random)
    return done !== false && tr.docChanged ? tr.doc : undefined
  }

const inBlock =
  (
    wanted: (node: Node) => boolean,
    change: (tr: Transaction, spot: Spot, random: () => number) => unknown,
  ): RandomEdit['apply'] =>
  (doc, random) => {
    const spot = pick(spots(doc, wanted), random)
    if (!spot) return undefined
    const { tr } = EditorState.create({ doc, schema })
    const done = change(tr, spot, random)
    return done !== false && tr.docChanged ? tr.doc : undefined
  }

const words = ['tide', 'harbor', 'Ebbe', '潮', 'naïve', 'x', '42', 'e.g.', 'über']
const signs = [
  '*',
  '_',
  '**',
  '`',
  '[',
  ']',
  '](x)',
  '[a](b)',
  '<b>',
  '<',
  '&amp;',
  '&',
  '{',
  '{{ x }}',
  '{% if %}',
  '{:.x}',
  '|',
  '\\',
  '# ',
  '#',
  '> ',
  '- ',
  '+ ',
  '1. ',
  '~~',
  '~~~',
  '$$',
  ': ',
  '^',
  '!',
  '"',
  "'",
  '--',
  '...',
  '==',
  '---',
  '[^1]',
  '{::x}',
  '*[a]: b',
  '  ',
  '`` ` ``',
  '\\*',
  '://',
  'http://a.b',
  '<http://a.b>',
  '(c)',
  '\u00a0',
]

const marks = ['bold', 'italic', 'strike', 'code'] as const

const insertText = (texts: readonly string[]) =>
  inText((tr, _spot, at, random) => tr.insertText(pick(texts, random) ?? '', at))

/** The text of a block as it is now, put at its start, so that what stands there gets a meaning. */
const insertAtStart = inText((tr, { at }, _at, random) => tr.insertText(pick(signs, random) ?? '', at + 1))

const toggleMark = inText((tr, { node, at }, start, random) => {
  if (node.type.spec.code === true || node.content.size === 0) return false
  const end = Math.min(at + 1 + node.content.size, start + between(1, 12, random))
  const mark = schema.mark(pick(marks, random) ?? 'bold')
  if (tr.doc.rangeHasMark(start, end, mark.type)) tr.removeMark(start, end, mark.type)
  else tr.addMark(start, end, mark)
  return true
})

const linkWords = inText((tr, { node, at }, start, random) => {
  if (node.type.spec.code === true) return false
  const end = Math.min(at + 1 + node.content.size, start + between(1, 12, random))
  tr.addMark(
    start,
    end,
    schema.mark('link', {
      href: pick(['https://a.example/x_y', '{{ site.baseurl }}/b', 'a b', 'x(y)z', '#top'], random),
    }),
  )
  return true
})

const splitBlock = inText((tr, _spot, at) => canSplit(tr.doc, at) && tr.split(at))

const splitItem = inText((tr, _spot, at) => {
  const $at = tr.doc.resolve(at)
  return $at.depth > 2 && $at.node(-1).type.name === 'listItem' && canSplit(tr.doc, at, 2) && tr.split(at, 2)
})

const joinBlocks = inBlock(isText, (tr, { at }) => at > 0 && canJoin(tr.doc, at) && tr.join(at))

const hardBreak = inText(
  (tr, { node }, at) => node.type.spec.code !== true && tr.insert(at, schema.node('hardBreak')),
)

const image = inText(
  (tr, { node }, at) =>
    node.type.spec.code !== true &&
    tr.insert(at, schema.node('image', { src: '/assets/a b.png', alt: 'A [b]', ial: '{: .wide}' })),
)

/** What is kept as source stands anywhere in a text but within code. */
const insertKept = inText(
  (tr, { node }, at, random) =>
    node.type.spec.code !== true &&
    !tr.doc.rangeHasMark(at - 1, at + 1, schema.mark('code').type) &&
    tr.insert(at, pick(keptSpans(), random) ?? schema.node('hardBreak')),
)

const keptSpans = (): Node[] => [
  schema.node('output', { source: '{{ site.title | escape }}' }),
  schema.node('inlineTag', { source: "{% include icon.html name='a|b' %}" }),
]

/** What a panel does: another source for what is kept as one. */
const changeSource = inBlock(
  ({ type }) => ['tag', 'inlineTag', 'output'].includes(type.name),
  (tr, { at, node }, random) => {
    const source = String(node.attrs.source)
    if (!source.startsWith('{%')) return tr.setNodeAttribute(at, 'source', '{{ page.title }}')
    if (/^\{%-?\s*(?:raw|comment|highlight)/.test(source)) return false
    const changed = source.replace(/\s*-?%\}$/, ` size="${String(between(1, 9, random))}" %}`)
    return tr.setNodeAttribute(at, 'source', changed)
  },
)

const deleteText = inText((tr, { node, at }, start, random) =>
  tr.delete(start, Math.min(at + 1 + node.content.size, start + between(1, 10, random))),
)

const isTop =
  (doc: Node) =>
  (node: Node): boolean =>
    doc.children.includes(node)

const onTop =
  (change: (tr: Transaction, spot: Spot, random: () => number) => unknown): RandomEdit['apply'] =>
  (doc, random) =>
    inBlock(isTop(doc), change)(doc, random)

const deleteBlock = onTop((tr, { node, at }) => tr.doc.childCount > 1 && tr.delete(at, at + node.nodeSize))

const insertParagraph = onTop((tr, { at }, random) =>
  tr.insert(at, schema.node('paragraph', null, [schema.text(`New ${pick(words, random) ?? ''} here`)])),
)

const insertOther = onTop((tr, { at }, random) =>
  tr.insert(at, pick(blocks(), random) ?? schema.node('rule')),
)

function blocks(): Node[] {
  const text = (value: string) => schema.node('paragraph', null, [schema.text(value)])
  const item = (...content: Node[]) => schema.node('listItem', null, content)
  const cell = (value: string, header = false) => schema.node('tableCell', { header }, [schema.text(value)])
  return [
    schema.node('rule'),
    schema.node('heading', { level: 2 }, [schema.text('New heading')]),
    schema.node('codeBlock', { language: 'js' }, [schema.text('let a = "```"\n\n  b()')]),
    schema.node('codeBlock', { fenced: false }, [schema.text('plain\n\n  code')]),
    schema.node('codeBlock', { language: 'js', highlight: 'linenos' }, [schema.text('\n  a()\n\n')]),
    schema.node('codeBlock', { language: 'js', highlight: '' }, [schema.text('{% endhighlight %}')]),
    schema.node('tag', { source: '{% include a.html b="c" %}' }),
    schema.node('tag', { source: '{% if page.x %}', ial: '{: .wide}' }),
    schema.node('contents', { source: '1. x\n{:toc}' }),
    schema.node('excerpt'),
    schema.node('blockquote', null, [text('Said'), text('and done')]),
    schema.node('bulletList', null, [item(text('one')), item(text('two'))]),
    schema.node('orderedList', null, [
      item(text('one')),
      item(text('two'), schema.node('bulletList', null, [item(text('three'))])),
    ]),
    schema.node('table', null, [
      schema.node('tableRow', null, [cell('a', true), cell('b', true)]),
      schema.node('tableRow', null, [cell('1'), cell('2|3')]),
    ]),
  ]
}

const moveBlock = onTop((tr, { node, at }, random) => {
  if (tr.doc.childCount < 2) return false
  tr.delete(at, at + node.nodeSize)
  const target = pick(tr.doc.children, random)
  let to = 0
  tr.doc.forEach((child, offset) => {
    if (child === target) to = offset
  })
  return tr.insert(to, node)
})

const duplicate = onTop((tr, { node, at }) => tr.insert(at + node.nodeSize, node))

const setHeading = inBlock(
  ({ type }) => type.name === 'paragraph' || type.name === 'heading',
  (tr, { at, node }, random) => {
    const level = between(0, 6, random)
    const $at = tr.doc.resolve(at)
    const type = schema.nodes[level === 0 ? 'paragraph' : 'heading']
    if (!type || !$at.parent.canReplaceWith($at.index(), $at.index() + 1, type)) return false
    return tr.setBlockType(at + 1, at + 1 + node.content.size, type, level === 0 ? null : { level })
  },
)

const wrap = (name: string) =>
  inBlock(isText, (tr, { at }) => {
    const $at = tr.doc.resolve(at + 1)
    const range = $at.blockRange()
    const type = schema.nodes[name]
    const wrapping = range && type && findWrapping(range, type)
    return wrapping ? tr.wrap(range, wrapping) : false
  })

const lift = inBlock(isText, (tr, { at }) => {
  const range = tr.doc.resolve(at + 1).blockRange()
  const target = range && liftTarget(range)
  return range && target != null ? tr.lift(range, target) : false
})

const item = schema.nodes.listItem

const listCommand =
  (command: typeof sinkListItem): RandomEdit['apply'] =>
  (doc, random) => {
    const spot = pick(
      spots(doc, ({ type }) => type === item),
      random,
    )
    if (!spot || !item || !spot.node.firstChild?.isTextblock) return undefined
    const state = EditorState.create({ doc, schema, selection: TextSelection.create(doc, spot.at + 2) })
    let result: Node | undefined
    command(item)(state, (tr) => (result = tr.doc))
    return result
  }

const deleteItem = inBlock(
  ({ type }) => type === item,
  (tr, { node, at }) => tr.doc.resolve(at).parent.childCount > 1 && tr.delete(at, at + node.nodeSize),
)

const inCell = (command: (tr: Transaction) => boolean) =>
  inBlock(
    ({ type }) => type.name === 'tableCell',
    (tr, { at }) => {
      tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1)))
      return command(tr)
    },
  )

const deleteInline = inBlock(
  (node) => node.isInline && node.isAtom && !node.isText,
  (tr, { at }) => tr.setSelection(NodeSelection.create(tr.doc, at)).deleteSelection(),
)

/** Every kind of edit; each leaves the document valid. */
export const randomEdits: readonly RandomEdit[] = [
  { name: 'insert a word', apply: insertText(words.map((word) => `${word} `)) },
  { name: 'insert signs', apply: insertText(signs) },
  { name: 'insert signs at the start', apply: insertAtStart },
  { name: 'delete text', apply: deleteText },
  { name: 'toggle a mark', apply: toggleMark },
  { name: 'link', apply: linkWords },
  { name: 'split', apply: splitBlock },
  { name: 'split an item', apply: splitItem },
  { name: 'join', apply: joinBlocks },
  { name: 'hard break', apply: hardBreak },
  { name: 'picture', apply: image },
  { name: 'insert what is kept as source', apply: insertKept },
  { name: 'change a source', apply: changeSource },
  { name: 'delete an inline node', apply: deleteInline },
  { name: 'delete a block', apply: deleteBlock },
  { name: 'insert a paragraph', apply: insertParagraph },
  { name: 'insert another block', apply: insertOther },
  { name: 'move a block', apply: moveBlock },
  { name: 'duplicate a block', apply: duplicate },
  { name: 'heading', apply: setHeading },
  { name: 'quote', apply: wrap('blockquote') },
  { name: 'list', apply: wrap('bulletList') },
  { name: 'lift', apply: lift },
  { name: 'indent an item', apply: listCommand(sinkListItem) },
  { name: 'outdent an item', apply: listCommand(liftListItem) },
  { name: 'delete an item', apply: deleteItem },
  { name: 'add a row', apply: inCell(addRow(1)) },
  { name: 'delete a row', apply: inCell(deleteRow) },
  { name: 'add a column', apply: inCell(addColumn(1)) },
  { name: 'delete a column', apply: inCell(deleteColumn) },
  { name: 'move a row', apply: inCell(moveRow(1)) },
  { name: 'move a column', apply: inCell(moveColumn(1)) },
  { name: 'align a column', apply: inCell(alignColumn('center')) },
  { name: 'a head row or none', apply: inCell(toggleHeaderRow) },
]
