import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.replace(' and ', '').splitBefore('flood', 2)
export default edit
