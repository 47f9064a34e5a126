import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.join('Two')
export default edit
