import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.setBlock('At sea', 'heading', { level: 1 })
export default edit
