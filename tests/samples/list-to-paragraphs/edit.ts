import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => {
  const { tr } = editing
  const { schema } = tr.doc.type
  const paragraph = (text: string) => schema.node('paragraph', null, [schema.text(text)])
  tr.replaceWith(0, tr.doc.child(0).nodeSize, [paragraph('Ebb'), paragraph('Flood')])
  return editing
}
export default edit
