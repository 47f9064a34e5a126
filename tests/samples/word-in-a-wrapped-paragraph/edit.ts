import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.replace('sailors', 'old sailors')
export default edit
