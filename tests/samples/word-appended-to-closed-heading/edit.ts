import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.insertAfter('ebb', ' and flood')
export default edit
