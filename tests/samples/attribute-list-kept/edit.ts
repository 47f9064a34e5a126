import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.insertAfter('note', ' here').insertAfter('Text', '!')
export default edit
