import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { build } from 'vite'

const root = process.cwd()

async function buildPages(): Promise<string> {
  const outDir = join(root, 'node_modules/.bench-pages')
  await build({
    root: join(root, 'tests/bench/editor'),
    configFile: false,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 5000 },
  })
  return outDir
}

const mime: Readonly<Record<string, string>> = { js: 'text/javascript', html: 'text/html; charset=utf-8' }

/** Builds and serves the pages of the other editors; resolves to their address. */
export async function servePages(): Promise<{ address: string; close: () => void }> {
  const folder = await buildPages()
  const server = createServer(({ url = '/' }, response) => {
    const path = join(folder, url === '/' ? 'index.html' : url)
    const found = existsSync(path)
    response.writeHead(found ? 200 : 404, {
      'content-type': mime[path.split('.').at(-1) ?? ''] ?? 'text/plain',
    })
    response.end(found ? readFileSync(path) : '')
  })
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      done({ address: `http://127.0.0.1:${port}/`, close: () => server.close() })
    })
  })
}
