import type { Edit } from '../../editor/editing.ts'

/** The last item leaves the list. */
const edit: Edit = (editing) => {
  const { tr } = editing
  tr.delete(editing.find('Slack') - 2, editing.find('Slack') + 'Slack'.length + 2)
  tr.insert(tr.doc.content.size, tr.doc.type.schema.node('paragraph', null, [tr.doc.type.schema.text('Slack')]))
  return editing
}
export default edit
