import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.delete('Ebb', 2)
export default edit
