import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.replace('able', 'able of tide')
export default edit
