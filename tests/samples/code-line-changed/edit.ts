import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.replace('low', 'high').replace('code', 'text')
export default edit
