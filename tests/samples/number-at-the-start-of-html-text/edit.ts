import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.replace('High', '1. High')
export default edit
