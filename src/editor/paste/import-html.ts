import { DOMParser as NodeReader, Fragment, type Node } from '@tiptap/pm/model'
import type { KramdownOptions } from '../../kramdown/index.ts'
import { parseBody, saveBody } from '../document.ts'
import { schema } from '../schema.ts'
import { isCarrier } from './carriers.ts'
import { cleanHtml } from './html.ts'
import { parseHtml } from './parse.ts'

/** What stands in a document that comes as HTML, by the address (of an image) that stands for it there. */
export interface Carried {
  readonly pictures: ReadonlyMap<string, { readonly src: string; readonly ial: string }>
  /** The HTML of each footnote. */
  readonly notes: ReadonlyMap<string, string>
}

/**
 * A whole document of another program as the text of a post: cleaned as what is pasted is. An image at an address of
 * `carried` is that picture, or the mark of that note; of a picture that was not added its words stay. Throws where no
 * text can be written that says what the document does.
 */
export function bodyFromHtml(html: string, carried: Carried, options: KramdownOptions = {}): string {
  const blocks = blocksOf(html, carried)
  const { origin } = parseBody('', options)
  const write = (nodes: readonly Node[]): string | undefined => {
    const save = saveBody(schema.node('doc', null, nodes), origin)
    return save.kind === 'saved' ? save.body : undefined
  }
  const words = (block: Node): Node[] =>
    block.textContent === '' ? [] : [schema.node('paragraph', null, [schema.text(block.textContent)])]
  const body =
    write(blocks) ?? write(blocks.flatMap((block) => (write([block]) === undefined ? words(block) : [block])))
  if (body === undefined) throw new Error('This document cannot be written as a post.')
  return body
}

function blocksOf(html: string, carried: Carried): Node[] {
  const names = new Map([...carried.notes.keys()].map((address, index) => [address, String(index + 1)]))
  const settled = (source: string): Node[] => [
    ...inPlace(read(source), (image) => {
      const src = String(image.attrs.src)
      const picture = carried.pictures.get(src)
      const name = names.get(src)
      if (name !== undefined) return [schema.node('footnoteReference', { name }, undefined, image.marks)]
      if (!picture) return isCarrier(src) ? wordsOf(image) : [image]
      const ial = picture.ial === '' ? null : picture.ial
      return [schema.node('image', { ...image.attrs, src: picture.src, ial }, undefined, image.marks)]
    }).children,
  ]
  const notes = [...carried.notes].map(([address, source]) =>
    schema.node('footnote', { name: names.get(address) }, settled(source)),
  )
  return [...settled(html), ...notes]
}

function read(html: string): Node {
  const { body } = parseHtml(cleanHtml(html).html)
  return NodeReader.fromSchema(schema).parse(body)
}

const wordsOf = ({ attrs, marks }: Node): Node[] =>
  String(attrs.alt) === '' ? [] : [schema.text(String(attrs.alt), marks)]

/** The document with other nodes in the place of its images. */
function inPlace(node: Node, settle: (image: Node) => readonly Node[]): Node {
  if (node.isLeaf) return node
  const children = node.children.flatMap((child) =>
    child.type.name === 'image' ? settle(child) : [inPlace(child, settle)],
  )
  return node.copy(Fragment.from(children))
}
