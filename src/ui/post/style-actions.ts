import type { Lessons } from '../../app/lessons.ts'
import Check from '~icons/lucide/check'
import PaintRoller from '~icons/lucide/paint-roller'
import type { Session } from '../../app/index.ts'
import { nameOfStyle, styleOf, type GalleyEditor } from '../../editor/index.ts'
import type { MenuItem } from '../controls/menu-item.ts'

type Styles = Lessons['styles']

/** What the blog's styles know a block by. */
const kinds: Partial<Record<string, keyof Styles>> = {
  paragraph: 'paragraph',
  heading: 'heading',
  blockquote: 'quote',
  bulletList: 'list',
  orderedList: 'list',
  listItem: 'list',
  table: 'table',
}

/** The menu lines that give the block at a position one of the styles that this blog's posts use, its own one checked. */
export async function styleActions(editor: GalleyEditor, session: Session, at: number): Promise<MenuItem[]> {
  const $at = editor.doc.resolve(at)
  const node = $at.nodeAfter?.type.name === 'listItem' ? $at.parent : $at.nodeAfter
  const kind = kinds[node?.type.name ?? '']
  if (!node || !kind) return []
  const now = styleOf(node.attrs.ial)
  const { lessonsOf } = await import('../../app/lessons.ts')
  const { styles } = await lessonsOf(session.workspace)
  const used = styles[kind].map(({ value }) => styleOf(`{: .${value.replace(/ /g, ' .')}}`))
  const all = [...new Set([...(now === '' ? [] : [now]), ...used])]
    .filter((style) => style !== '')
    .slice(0, 8)
  const line = (style: string): MenuItem => ({
    label: nameOfStyle(style),
    icon: style === now ? Check : PaintRoller,
    choose: () => editor.commands.setStyle(at, style === now ? '' : style),
  })
  return all.map((style, index) => (index === 0 ? { ...line(style), group: 'Style' } : line(style)))
}
