import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.setBlock('Tides', 'heading', { level: 3 })
export default edit
