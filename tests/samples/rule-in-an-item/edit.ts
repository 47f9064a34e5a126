import { schema } from '../../../src/editor/schema.ts'
import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.insertBlockAfter('The tide goes', schema.node('rule'))
export default edit
