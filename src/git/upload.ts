import type { Http } from './host.ts'
import type { OnProgress } from './repository.ts'

/** Below this many bytes nobody needs to see how far a request is. */
const large = 500_000

/** The browser's `fetch`; what is large goes by the older way, which alone tells how much of it is sent. */
export const uploading =
  (onProgress: OnProgress): Http =>
  (url, init) =>
    init.body instanceof Uint8Array && init.body.length >= large
      ? upload(url, init, init.body, onProgress)
      : fetch(url, init)

function upload(url: string, init: RequestInit, body: Uint8Array, onProgress: OnProgress): Promise<Response> {
  const request = new XMLHttpRequest()
  request.open(init.method ?? 'POST', url)
  request.responseType = 'arraybuffer'
  new Headers(init.headers).forEach((value, name) => request.setRequestHeader(name, value))
  request.upload.onprogress = ({ loaded, total }) => onProgress({ task: 'sending', done: loaded, total })
  init.signal?.addEventListener('abort', () => request.abort())
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new TypeError('The connection was lost'))
    request.onerror = request.onabort = fail
    // an answer from elsewhere is none: redirects are not followed with what we know of the author
    request.onload = () => (request.responseURL === url ? resolve(responseOf(request)) : fail())
    request.send(body as Uint8Array<ArrayBuffer>)
  })
}

function responseOf(request: XMLHttpRequest): Response {
  const { status, statusText } = request
  const names = ['Content-Type', 'Retry-After']
  const headers = names.flatMap((name): [string, string][] => {
    const value = request.getResponseHeader(name)
    return value === null ? [] : [[name, value]]
  })
  return new Response(request.response as ArrayBuffer, { status, statusText, headers })
}
