import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.insertAfter('Lyme', ' Regis')
export default edit
