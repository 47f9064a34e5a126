import { createHash } from 'node:crypto'
import { readFile, realpath, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { emptyPolicy, policyOf } from './policy.ts'

/** Below this many bytes compressing gains nothing. */
const worthwhile = 1024
const types: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}
const compressible = /^(text\/|application\/(json|manifest|wasm)|image\/(svg|x-icon))/

type Encoding = 'br' | 'gzip' | 'identity'
type Bytes = Uint8Array<ArrayBuffer>

interface StaticFile {
  /** Changes whenever the file does, for as long as this process runs. */
  readonly version: string
  readonly bytes: Bytes
  readonly tag: string
  readonly encoded: Map<Encoding, Promise<Bytes>>
}

/** The files of one folder over HTTP: what is a plain file below it, by its exact name, no dotfiles, no lists. */
export class StaticFiles {
  readonly #folder: string
  readonly #files = new Map<string, StaticFile>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Answers a GET or HEAD (the body is there for both); 404 for what is not there, 304 for what the client has. */
  async answer({ url, method, headers }: Request): Promise<Response> {
    if (method !== 'GET' && method !== 'HEAD')
      return new Response('Only GET is possible here.', { status: 405, headers: { Allow: 'GET, HEAD' } })
    const path = cleanPath(new URL(url).pathname)
    const file = path === undefined ? undefined : await this.#load(path)
    if (path === undefined || file === undefined)
      return new Response('There is no such page.', { status: 404 })
    return this.#respond(path, file, headers)
  }

  async #respond(path: string, file: StaticFile, headers: Headers): Promise<Response> {
    const type = types[extname(path).toLowerCase()] ?? 'application/octet-stream'
    const encoding = isCompressible(type, file)
      ? bestEncoding(headers.get('accept-encoding') ?? '')
      : 'identity'
    const tag = `"${file.tag}-${encoding}"`
    const answer = new Headers({
      ETag: tag,
      Vary: 'Accept-Encoding',
      'Cache-Control': cacheControl(path),
      'Content-Security-Policy': await this.#policy(path),
    })
    if (isKnown(headers.get('if-none-match'), tag))
      return new Response(null, { status: 304, headers: answer })
    const body = await encode(file, encoding)
    answer.set('Content-Type', type)
    answer.set('Content-Length', String(body.length))
    if (encoding !== 'identity') answer.set('Content-Encoding', encoding)
    return new Response(body, { headers: answer })
  }

  async #policy(path: string): Promise<string> {
    const page = await this.#load('index.html')
    return page === undefined ? emptyPolicy : policyOf(path, new TextDecoder().decode(page.bytes))
  }

  /** A name that leads elsewhere (a symbolic link, another spelling on a disk that takes any) is no name of ours. */
  async #load(path: string): Promise<StaticFile | undefined> {
    try {
      const full = join(await realpath(this.#folder), ...path.split('/'))
      const [real, { mtimeMs, size, ...about }] = await Promise.all([realpath(full), stat(full)])
      if (real !== full || (about.mode & 0o170000) !== 0o100000) return undefined
      const version = `${mtimeMs}-${size}`
      const known = this.#files.get(full)
      return known?.version === version ? known : await this.#read(full, version)
    } catch {
      return undefined
    }
  }

  async #read(full: string, version: string): Promise<StaticFile> {
    const bytes = new Uint8Array(await readFile(full))
    const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
    const file: StaticFile = { version, bytes, tag, encoded: new Map() }
    this.#files.set(full, file)
    return file
  }
}

/** The path below the folder, or undefined for what no file of ours is called. */
function cleanPath(pathname: string): string | undefined {
  const path = decode(pathname)?.slice(1)
  if (path === '') return 'index.html'
  const isClean = path
    ?.split('/')
    .every((part) => part !== '' && !part.startsWith('.') && !/[\p{Cc}\\:]/u.test(part))
  return isClean === true ? path : undefined
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}

/** Vite puts a hash of the content into the names below assets/; everything else may change under its name. */
function cacheControl(path: string): string {
  const isHashed = /^assets\/[^/]+-[\w-]{8}\.\w+$/.test(path)
  return isHashed ? 'public, max-age=31536000, immutable' : 'no-cache'
}

function isCompressible(type: string, { bytes }: StaticFile): boolean {
  return bytes.length >= worthwhile && compressible.test(type)
}

function bestEncoding(accepted: string): Encoding {
  const names = accepted
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';')[0]?.trim())
  if (names.includes('br')) return 'br'
  return names.includes('gzip') ? 'gzip' : 'identity'
}

function isKnown(ifNoneMatch: string | null, tag: string): boolean {
  const tags = ifNoneMatch?.split(',').map((part) => part.trim().replace(/^W\//, '')) ?? []
  return tags.includes(tag) || tags.includes('*')
}

/** Once per file and encoding: compressed when first asked for, and kept. */
function encode(file: StaticFile, encoding: Encoding): Promise<Bytes> {
  const done = file.encoded.get(encoding) ?? compress(file.bytes, encoding)
  file.encoded.set(encoding, done)
  return done
}

async function compress(bytes: Bytes, encoding: Encoding): Promise<Bytes> {
  if (encoding === 'identity') return bytes
  if (encoding === 'gzip') return new Uint8Array(await promisify(gzip)(bytes, { level: 6 }))
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  return new Uint8Array(await promisify(brotliCompress)(bytes, { params }))
}
