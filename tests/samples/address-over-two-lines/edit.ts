import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.insertAfter('table of', ' all')
export default edit
