import { paragraph, type Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => editing.insertBlockAfter('One', paragraph('1. New # and *stars*'))
export default edit
