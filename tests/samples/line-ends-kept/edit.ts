import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.splitBefore('three')
export default edit
