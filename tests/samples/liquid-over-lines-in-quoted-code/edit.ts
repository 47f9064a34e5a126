import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.replace('ebb', 'flood')
export default edit
