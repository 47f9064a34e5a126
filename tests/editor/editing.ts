import type { Node } from '@tiptap/pm/model'
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { schema } from '../../src/editor/schema.ts'

/** Edits a document where a text stands in it, the way an author would: each method names words that are there once. */
export class Editing {
  readonly tr: Transaction

  constructor(doc: Node) {
    this.tr = EditorState.create({ doc, schema }).tr
  }

  /** The position before the first character of a text. */
  find(text: string): number {
    let found = -1
    this.tr.doc.descendants((node, at) => {
      if (!node.isTextblock || found !== -1) return
      const content = node.textBetween(0, node.content.size, undefined, '\ufffc')
      if (content.includes(text)) found = at + 1 + content.indexOf(text)
    })
    if (found === -1) throw new Error(`There is no ‘${text}’.`)
    return found
  }

  replace(text: string, by: string): this {
    const at = this.find(text)
    if (by === '') this.tr.delete(at, at + text.length)
    else this.tr.insertText(by, at, at + text.length)
    return this
  }

  insertAfter(text: string, added: string): this {
    this.tr.insertText(added, this.find(text) + text.length)
    return this
  }

  mark(text: string, name: string, attributes?: Record<string, unknown>): this {
    const at = this.find(text)
    this.tr.addMark(at, at + text.length, schema.mark(name, attributes))
    return this
  }

  unmark(text: string, name: string): this {
    const at = this.find(text)
    this.tr.removeMark(at, at + text.length, schema.marks[name])
    return this
  }

  splitBefore(text: string, depth = 1): this {
    this.tr.split(this.find(text), depth)
    return this
  }

  /** Joins the block that starts with a text to the one before it. */
  join(text: string): this {
    this.tr.join(this.find(text) - 1)
    return this
  }

  /** Deletes the block in which a text stands, or the `depth`th block around it. */
  delete(text: string, depth = 0): this {
    const $at = this.tr.doc.resolve(this.find(text))
    this.tr.delete($at.before($at.depth - depth), $at.after($at.depth - depth))
    return this
  }

  insertBlockAfter(text: string, node: Node, depth = 0): this {
    const $at = this.tr.doc.resolve(this.find(text))
    this.tr.insert($at.after($at.depth - depth), node)
    return this
  }

  setBlock(text: string, name: string, attributes?: Record<string, unknown>): this {
    const at = this.find(text)
    const type = schema.nodes[name]
    if (type) this.tr.setBlockType(at, at, type, attributes)
    return this
  }

  /** Puts the cursor before a text, for commands. */
  at(text: string): this {
    this.tr.setSelection(TextSelection.create(this.tr.doc, this.find(text)))
    return this
  }

  /** Puts the cursor behind a text. */
  behind(text: string): this {
    this.tr.setSelection(TextSelection.create(this.tr.doc, this.find(text) + text.length))
    return this
  }

  /** Types where the cursor stands. */
  typed(text: string): this {
    this.tr.insertText(text)
    return this
  }

  run(command: (tr: Transaction) => boolean): this {
    if (!command(this.tr)) throw new Error('The command does nothing here.')
    return this
  }
}

export const paragraph = (text: string): Node => schema.node('paragraph', null, [schema.text(text)])

/** A sample's edit. */
export type Edit = (editing: Editing) => Editing
