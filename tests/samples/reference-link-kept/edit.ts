import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.insertAfter('tables', ' of tides')
export default edit
