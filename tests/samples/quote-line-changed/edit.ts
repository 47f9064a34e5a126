import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.insertAfter('b', 'c')
export default edit
