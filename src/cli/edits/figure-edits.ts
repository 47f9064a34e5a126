import type { Node } from '@tiptap/pm/model'
import { setCaption, type CaptionForm } from '../../editor/caption.ts'
import { withClasses } from '../../editor/attribute-text.ts'
import { editLink } from '../../editor/link-edit.ts'
import { plainPictures, withShare, withSide, type PictureStyle } from '../../editor/picture-attributes.ts'
import { withLook } from '../../editor/picture-look.ts'
import { pick, type Random } from './chance.ts'
import { at, named, type RandomEdit } from './random-edit.ts'

const styles: readonly PictureStyle[] = [
  plainPictures,
  { width: 'style', classes: [{ value: 'float-right' }, { value: 'center' }], start: '{:' },
  { width: 'class', classes: [{ value: 'left' }], start: '{: ' },
]
const captions: readonly CaptionForm[] = [
  { before: '<center><sup>', after: '</sup></center>', gap: '\n\n' },
  { before: '*', after: '*', gap: '\n' },
  { before: '_', after: '_', gap: '\n\n' },
]
const words = ['', 'Low water', 'a *b* <c> & {{ d }}', '“So”, he said: 1. [x]', 'a | b']
const addresses = ['/b/', 'https://a.example/x_(y)', '{% post_url 2020-01-01-a %}', '#top', '/a b']

const ofPicture = (change: (list: string | null, random: Random) => string | null): RandomEdit['make'] =>
  at(named('image'), (tr, { node, at: from }, random) => {
    const attrs = withLook(node, (list) => change(list, random))
    return tr.setNodeMarkup(from, null, { ...node.attrs, ...attrs })
  })

const isLinked = (node: Node): boolean => node.marks.some(({ type }) => type.name === 'link')
const styleFor = (random: Random): PictureStyle => pick(styles, random) ?? plainPictures

export const figureEdits: readonly RandomEdit[] = [
  {
    name: 'width of a picture',
    make: ofPicture((list, random) =>
      withShare(list, pick([25, 60, 100, undefined], random), styleFor(random)),
    ),
  },
  {
    name: 'side of a picture',
    make: ofPicture((list, random) =>
      withSide(list, pick(['left', 'center', 'right', undefined] as const, random), styleFor(random)),
    ),
  },
  { name: 'class of a picture', make: ofPicture((list) => withClasses(list, ['wide'], ['rounded'])) },
  {
    name: 'caption of a picture',
    make: at(named('image'), (tr, spot, random) => {
      const [text, form] = [pick(words, random), pick(captions, random)]
      return text !== undefined && form !== undefined && setCaption(tr, spot.at, text, form)
    }),
  },
  {
    name: 'address of a link',
    make: at(isLinked, (tr, spot, random) =>
      editLink(tr, spot.at, spot.at + spot.node.nodeSize, { href: pick(addresses, random) ?? '/' }),
    ),
  },
  {
    name: 'words of a link',
    make: at(
      (node) => isLinked(node) && node.isText,
      (tr, spot, random) =>
        editLink(tr, spot.at, spot.at + spot.node.nodeSize, {
          href: pick(addresses, random) ?? '/',
          words: pick(words, random) ?? '',
        }),
    ),
  },
]
