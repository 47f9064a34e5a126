import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.insertAfter('Flood', 'Spring').splitBefore('Spring', 2)
export default edit
