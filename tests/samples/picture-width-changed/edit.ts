import { plainPictures, withShare } from '../../../src/editor/picture-attributes.ts'
import { withLook } from '../../../src/editor/picture-look.ts'
import type { Edit } from '../../editor/editing.ts'

const edit: Edit = (editing) => {
  const at = editing.find('By') - 2
  const picture = editing.tr.doc.nodeAt(at)
  if (!picture) throw new Error('There is no picture.')
  const look = withLook(picture, (list) => withShare(list, 25, plainPictures))
  editing.tr.setNodeMarkup(at, null, { ...picture.attrs, ...look })
  return editing
}
export default edit
