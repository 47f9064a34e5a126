import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dayOf, tagsOf, titleOf } from './posts.ts'

/** So many rows are in sight, and some beyond. */
const drawn = 24

/** Serves a page with nothing but the rows that the app draws at first; it has no script and no font. */
export async function serveBare(count: number): Promise<{ address: string; close: () => void }> {
  const rows = Array.from(
    { length: Math.min(count, drawn) },
    (_, number) =>
      `<li><h2><a data-path href="#/${number}">${titleOf(number)}</a></h2><p>${dayOf(number)} ${tagsOf(number)}</p></li>`,
  )
  const page = `<!doctype html><meta charset="utf-8"><title>Posts</title><h1>Posts</h1><ul>${rows.join('')}</ul>`
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(page)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() }
}
