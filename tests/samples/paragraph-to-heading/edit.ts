import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.setBlock('Text', 'heading', { level: 3 })
export default edit
