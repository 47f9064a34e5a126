import type { PreparedImage, Refused } from './drawing.ts'
import { withoutMetadata } from './segments.ts'
import type { Order } from './picture-worker.ts'

/**
 * Makes a picture ready for the blog, off the page's thread: upright, at most `width` pixels wide, without its metadata,
 * no heavier than it must be. A GIF keeps its frames as they are; an SVG is cleaned of what could run or load something.
 */
export async function prepareImage(file: Blob, width: number): Promise<PreparedImage | Refused> {
  if (file.type === 'image/svg+xml') return prepareSvg(file)
  if (file.type === 'image/gif') return prepareGif(file)
  const worker = new Worker(new URL('./picture-worker.ts', import.meta.url), {
    type: 'module',
    name: 'galley-media',
  })
  try {
    return await new Promise<PreparedImage | Refused>((resolve) => {
      worker.addEventListener('message', ({ data }: MessageEvent<PreparedImage | Refused>) => resolve(data))
      // where the device has no room for all the pixels, the worker ends
      worker.addEventListener('error', () => resolve('picture-too-large'))
      worker.postMessage({ file, width } satisfies Order)
    })
  } finally {
    worker.terminate()
  }
}

async function prepareSvg(file: Blob): Promise<PreparedImage | Refused> {
  const { cleanSvg } = await import('./svg.ts')
  const clean = cleanSvg(await file.text())
  return clean === undefined
    ? 'not-a-picture'
    : { bytes: new TextEncoder().encode(clean), type: 'image/svg+xml' }
}

async function prepareGif(file: Blob): Promise<PreparedImage | Refused> {
  const stripped = withoutMetadata(new Uint8Array(await file.arrayBuffer()), file.type)
  return stripped ? { bytes: new Uint8Array(stripped.bytes), type: file.type } : 'not-a-picture'
}
