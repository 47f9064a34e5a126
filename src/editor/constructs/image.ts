import { Node } from '@tiptap/core'
import type { Construct, PrintSpan, ReadSpan } from '../construct.ts'
import { attributeList, htmlTag, kept, stringOf } from './attribute-list.ts'
import { imageTag } from '../html-inline.ts'
import { isKept, listOf, printDestination, printReference, referenceOf } from './link.ts'

const extension = Node.create({
  name: 'image',
  group: 'inline',
  inline: true,
  draggable: true,
  addAttributes: () => ({
    /** As written in the post, Liquid and percent signs included. */
    src: { default: '', rendered: false },
    alt: { default: '', rendered: false },
    title: kept(),
    reference: kept(),
    ...attributeList,
    ...htmlTag,
  }),
  parseHTML: () => [
    {
      tag: 'img[src^="http"]',
      getAttrs: (element) => ({ src: element.getAttribute('src'), alt: element.getAttribute('alt') ?? '' }),
    },
  ],
  renderHTML: ({ node }) => [
    'span',
    { class: 'galley-image', role: 'img', 'aria-label': String(node.attrs.alt) },
  ],
})

const readImage: ReadSpan = (element, reading) => {
  if (element.type !== 'img') return false
  reading.node('image', {
    src: element.src,
    alt: element.alt.replace(/\s*\n\s*/g, ' '),
    title: element.title ?? null,
    reference: referenceOf(element, reading.local),
    ial: listOf(element, reading.local),
  })
  return true
}

const printImage: PrintSpan = (node, { style }, context) => {
  if (context === 'html') return imageTag(node, context)
  const { src, alt, title, reference } = node.attrs
  const label = String(alt).replace(style.escape === 'full' ? /[[\]*_`$<]/g : /[[\]]/g, '\\$&')
  const ial = stringOf(node.attrs.ial) ?? ''
  if (node.attrs.html !== null) return imageTag(node, context) + ial
  if (isKept(reference, style)) return `!${printReference(label, reference)}${ial}`
  return `![${label}](${printDestination(String(src), stringOf(title))})${ial}`
}

export const image: Construct = {
  extensions: [extension],
  spans: { img: readImage },
  printSpan: { image: printImage },
}
