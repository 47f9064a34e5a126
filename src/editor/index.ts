export { classesIn, withClasses } from './attribute-text.ts'
export type { PicturePlace } from './clipboard.ts'
export { captionAt, plainCaption } from './caption.ts'
export { parseBody, saveBody, serializeBody, type Node, type Origin, type Save } from './document.ts'
export { createEditor, type ActiveState, type EditorOptions, type GalleyEditor } from './editor.ts'
export type { Surroundings } from './surroundings.ts'
export type { OpenedNode } from './opening.ts'
export type { BlockKind, EditorCommands, HeadingLevel, ImageAttributes } from './editor-commands.ts'
export { canBeShort, fullOf } from './abbreviation-commands.ts'
export { describeChanges } from './changes.ts'
export { embedName } from './constructs/embed.ts'
export { readEmbed, withEmbedPart, type EmbedParts } from './embed-edit.ts'
export { outlineOf } from './outline.ts'
export { countWords } from './words.ts'
export { wordsAt } from './words-at.ts'
export { dragBlock } from './tools/drag-block.ts'
export { blockAt, currentBlock, type SeenBlock } from './tools/seen-block.ts'
export { cellOf, currentCell, type SeenCell } from './tools/seen-cell.ts'
export type { Slash } from './tools/slash.ts'
export {
  plainPictures,
  sideOf,
  widthOf,
  withShare,
  withSide,
  type PictureStyle,
  type Side,
} from './picture-attributes.ts'
export { lookOf, withLook } from './picture-look.ts'
export { renderFormula } from './formula.ts'
export { renderText } from './render-text.ts'
export { readTag, withContent, withParameter, withRest } from './tag.ts'
export { wordsOfOutput, wordsOfTag } from './tag-words.ts'
export { texFor } from './constructs/math.ts'
export { nameOfStyle, styleOf, withStyle } from './block-style.ts'
