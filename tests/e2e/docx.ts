import { crc32 } from 'node:zlib'

const types = `<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="emf" ContentType="image/x-emf"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>`

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = (...targets: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

const main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

/** A picture as a document of Word holds it; `words` say what it shows. */
export const wordPicture = (id: string, words: string): string =>
  `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="Picture" descr="${words}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="${id}" xmlns:r="${office}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`

export const wordText = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`

export const wordParagraph = (content: string, style?: string): string =>
  `<w:p>${style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${content}</w:p>`

const styles = `<w:styles ${main}>${[
  ['Title', 'Title'],
  ['Heading1', 'heading 1'],
  ['Quote', 'Quote'],
]
  .map(([id, name]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`)
  .join('')}</w:styles>`

/** A document of Word: its body, the footnote that is called 1, a picture that is called `picture`, and a drawing that no browser shows, `drawing`. */
export function docx(body: string, note: string, picture: Buffer): Buffer {
  const footnotes = `<w:footnotes ${main}><w:footnote w:id="1">${note}</w:footnote></w:footnotes>`
  return zip({
    '[Content_Types].xml': Buffer.from(types),
    '_rels/.rels': Buffer.from(relations(['r1', 'officeDocument', 'word/document.xml'])),
    'word/_rels/document.xml.rels': Buffer.from(
      relations(
        ['notes', 'footnotes', 'footnotes.xml'],
        ['styles', 'styles', 'styles.xml'],
        ['picture', 'image', 'media/image1.png'],
        ['drawing', 'image', 'media/image2.emf'],
      ),
    ),
    'word/document.xml': Buffer.from(`<w:document ${main}><w:body>${body}</w:body></w:document>`),
    'word/footnotes.xml': Buffer.from(footnotes),
    'word/styles.xml': Buffer.from(styles),
    'word/media/image1.png': picture,
    'word/media/image2.emf': Buffer.from('no picture of the web'),
  })
}

/** An archive of files that are stored as they are. */
function zip(files: Readonly<Record<string, Buffer>>): Buffer {
  const entries: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, bytes] of Object.entries(files)) {
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(bytes.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(name.length, 22)
    entries.push(Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), bytes)
    const behind = Buffer.alloc(14)
    behind.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\u0001\u0002\u0014\0'), common, behind, Buffer.from(name))
    at += 30 + name.length + bytes.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  const count = Object.keys(files).length
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...entries, list, end])
}
