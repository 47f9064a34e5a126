import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.insertAfter('Three', ' really')
export default edit
