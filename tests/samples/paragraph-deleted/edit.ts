import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.delete('Two')
export default edit
