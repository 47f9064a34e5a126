import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.delete('And then')
export default edit
