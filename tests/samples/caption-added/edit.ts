import { setCaption, type CaptionForm } from '../../../src/editor/caption.ts'
import type { Edit } from '../../editor/editing.ts'

const form: CaptionForm = { before: '<center><sup>', after: '</sup></center>', gap: '\n\n' }
const edit: Edit = (editing) => editing.run((tr) => setCaption(tr, editing.find('\ufffc'), 'Low water', form))
export default edit
