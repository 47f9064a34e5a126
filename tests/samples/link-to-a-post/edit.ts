import { editLink } from '../../../src/editor/link-edit.ts'
import type { Edit } from '../../editor/editing.ts'

const href = '{% post_url 2026-04-01-eels %}'
const edit: Edit = (editing) => {
  const at = editing.find('tables')
  return editing.run((tr) => editLink(tr, at, at + 'tables'.length, { href }))
}
export default edit
