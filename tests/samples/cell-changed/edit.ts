import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.replace('low', 'low | slack')
export default edit
