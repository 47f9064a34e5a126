import mammoth from 'mammoth'
import { carrierOf } from '../../editor/paste/carriers.ts'

/** A document of Word as HTML, with the pictures that stand in it by the addresses that stand for them. */
export interface WordHtml {
  readonly html: string
  readonly pictures: readonly {
    readonly address: string
    readonly type: string
    readonly bytes: ArrayBuffer
  }[]
}

/** The title is the title; a quote is one; what is struck out or underlined means what it looks like. */
const styleMap = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='Quote'] => blockquote:fresh > p:fresh",
  "p[style-name='Intense Quote'] => blockquote:fresh > p:fresh",
  "p[style-name='HTML Preformatted'] => pre:separator('\\n')",
  'strike => del',
]

addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
  convert(data).then(
    (word) => postMessage(word),
    () => postMessage(undefined),
  )
})

async function convert(arrayBuffer: ArrayBuffer): Promise<WordHtml> {
  const pictures: WordHtml['pictures'][number][] = []
  const convertImage = mammoth.images.imgElement(async (image) => {
    const address = carrierOf('picture', pictures.length + 1)
    pictures.push({ address, type: image.contentType, bytes: await image.readAsArrayBuffer() })
    return { src: address }
  })
  const { value } = await mammoth.convertToHtml({ arrayBuffer }, { styleMap, convertImage })
  return { html: value, pictures }
}
