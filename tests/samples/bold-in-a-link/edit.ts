import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.mark('harbor', 'bold')
export default edit
