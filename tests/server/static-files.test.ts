import fc from 'fast-check'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { appPolicy, emptyPolicy, framePolicy, scriptsPolicy, strictHeaders } from '../../src/server/policy.ts'
import { StaticFiles } from '../../src/server/static-files.ts'
import { ask, startTestServer, temporaryFolder } from './running.ts'

const script = 'export const a = 1\n'.repeat(200)
const meta = `<meta
  http-equiv="Content-Security-Policy"
  content="default-src 'none';  script-src 'self'"
/>`
const app = {
  'index.html': meta,
  'frame.html': '<p>',
  'frame-quirks.html': '<p>',
  'scripts.html': '<p>',
  'assets/main-BQx_5-9z.js': script,
  'assets/font-CAFE1234.woff2': new Uint8Array(2000),
  'icon.svg': '<svg/>',
  'data.unknown': 'x',
  'sample/A picture ü.png': 'x',
  '.secret': 'x',
  '.git/config': 'x',
}

function files(): { folder: string; get: (path: string, headers?: HeadersInit) => Promise<Response> } {
  const folder = temporaryFolder(app)
  const served = new StaticFiles(folder)
  const get = (path: string, headers: HeadersInit = {}) =>
    served.answer(new Request(`http://127.0.0.1${path}`, { headers }))
  return { folder, get }
}

describe('a file', () => {
  const cases: [path: string, type: string, cache: string][] = [
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/index.html', 'text/html; charset=utf-8', 'no-cache'],
    ['/assets/main-BQx_5-9z.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/assets/font-CAFE1234.woff2', 'font/woff2', 'public, max-age=31536000, immutable'],
    ['/icon.svg', 'image/svg+xml; charset=utf-8', 'no-cache'],
    ['/data.unknown', 'application/octet-stream', 'no-cache'],
    ['/sample/A%20picture%20%C3%BC.png', 'image/png', 'no-cache'],
  ]
  it.each(cases)('%s is %s, %s', async (path, type, cache) => {
    const response = await files().get(path)
    const { status, headers } = response
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([200, type, cache])
    expect(headers.get('content-length')).toBe(String((await response.arrayBuffer()).byteLength))
  })

  const never = [
    '/nowhere',
    '/sample',
    '/sample/',
    '/index.html/',
    '//index.html',
    '/assets//main-BQx_5-9z.js',
    '/.secret',
    '/%2esecret',
    '/.git/config',
    '/sample/..%2f.secret',
    '/sample/%2e%2e/.secret',
    '/..%2f..%2f..%2f..%2fetc%2fpasswd',
    '/%252e%252e/%252e%252e/etc/passwd',
    '/sample/%252e%252e%252f.secret',
    '/%c0%ae%c0%ae/etc/passwd',
    '/.%00./etc/passwd',
    '/sample/..;/.secret',
    '/C:/Windows/win.ini',
    '/%5c%5chost/share',
    '/file:%2f%2f%2fetc/passwd',
    '/sample%5c..%5cindex.html',
    '/index.html%00',
    '/index.html%00.js',
    '/index.html::$DATA',
    '/%',
    '/%ff',
    '/outside.txt',
    '/inner/file.txt',
    '/ring/ring/index.html',
  ]
  it.each(never)('%s is nowhere', async (path) => {
    const { folder, get } = files()
    const outside = temporaryFolder({ 'file.txt': 'secret' })
    symlinkSync(join(outside, 'file.txt'), join(folder, 'outside.txt'))
    symlinkSync(outside, join(folder, 'inner'))
    symlinkSync('.', join(folder, 'ring'))
    expect((await get(path)).status).toBe(404)
  })

  it('whatever is asked for, only the app’s own files are given', async () => {
    const { folder, get } = files()
    symlinkSync('/etc', join(folder, 'etc'))
    const own = new Set(Object.values(app).map((content) => Buffer.from(content).toString()))
    const part = fc.constantFrom(
      '..',
      '.',
      '',
      '/',
      '%2e',
      '%2F',
      '%5c',
      '%00',
      'etc',
      'passwd',
      'sample',
      '.git',
      'config',
    )
    const path = fc.array(fc.oneof(part, fc.string({ maxLength: 3 })), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(path, fc.constantFrom('', '/'), async (parts, join) => {
        const response = await get(`/${parts.join(join)}`)
        return response.status === 404 || own.has(await response.text())
      }),
      { numRuns: 300 },
    )
  })

  it('is not read where only its folder lies beside the app', async () => {
    const parent = temporaryFolder({ 'app/index.html': 'x', 'application/secret.txt': 'x' })
    const served = new StaticFiles(join(parent, 'app'))
    const url = 'http://127.0.0.1/..%2fapplication/secret.txt'
    expect((await served.answer(new Request(url))).status).toBe(404)
  })

  it('is read again when it was built again', async () => {
    const { folder, get } = files()
    const before = await get('/')
    writeFileSync(join(folder, 'index.html'), '<p>new')
    const after = await get('/', { 'if-none-match': before.headers.get('etag') ?? '' })
    expect([after.status, await after.text()]).toEqual([200, '<p>new'])
  })
})

describe('compression', () => {
  const path = '/assets/main-BQx_5-9z.js'
  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
    ['', null, (bytes: Buffer) => bytes],
  ])('%s gives %s', async (accepted, encoding, decode) => {
    const response = await files().get(path, { 'accept-encoding': accepted })
    expect(response.headers.get('content-encoding')).toBe(encoding)
    expect(response.headers.get('vary')).toBe('Accept-Encoding')
    expect(decode(Buffer.from(await response.arrayBuffer())).toString()).toBe(script)
  })

  it('leaves alone what is small or already compressed', async () => {
    const { get } = files()
    for (const path of ['/icon.svg', '/assets/font-CAFE1234.woff2']) {
      const { headers } = await get(path, { 'accept-encoding': 'br' })
      expect(headers.get('content-encoding')).toBeNull()
    }
  })

  it('has a tag for each form, which the client may send back', async () => {
    const { get } = files()
    const forms = await Promise.all(['br', 'gzip', ''].map((form) => get(path, { 'accept-encoding': form })))
    const tags = forms.map(({ headers }) => headers.get('etag') ?? '')
    expect(new Set(tags).size).toBe(3)
    for (const known of [tags[0] ?? '', `"x", W/${tags[0] ?? ''}`, '*']) {
      const again = await get(path, { 'accept-encoding': 'br', 'if-none-match': known })
      expect([again.status, await again.text()]).toEqual([304, ''])
    }
    const other = await get(path, { 'accept-encoding': 'br', 'if-none-match': tags[1] ?? '' })
    expect(other.status).toBe(200)
  })
})

describe('policies', () => {
  it('the app’s is what its page says, and that nobody frames it', async () => {
    const policy = "default-src 'none'; script-src 'self'; frame-ancestors 'none'"
    const { get } = files()
    for (const path of ['/', '/icon.svg', '/assets/main-BQx_5-9z.js'])
      expect((await get(path)).headers.get('content-security-policy')).toBe(policy)
    for (const path of ['/frame.html', '/frame-quirks.html'])
      expect((await get(path)).headers.get('content-security-policy')).toBe(framePolicy)
    expect((await get('/scripts.html')).headers.get('content-security-policy')).toBe(scriptsPolicy)
  })

  it('a page without one may do nothing', () => {
    expect(appPolicy('<meta charset="utf-8"><meta name="x" content="y">')).toBe(emptyPolicy)
  })

  it.each(['frame.html', 'frame-quirks.html'])(
    'the preview’s page %s says the same in its own meta',
    (name) => {
      const page = readFileSync(join(import.meta.dirname, '../../public', name), 'utf8')
      expect(framePolicy.replace(/frame-ancestors .*/, '')).toBe(
        appPolicy(page).replace(/frame-ancestors .*/, ''),
      )
    },
  )

  it('the page that runs scripts says the same, but for what only a header can say', () => {
    const page = readFileSync(join(import.meta.dirname, '../../public/scripts.html'), 'utf8')
    const said = appPolicy(page).replace(/frame-ancestors .*/, '')
    expect(scriptsPolicy.replace(/frame-ancestors .*/, '')).toBe(`sandbox allow-scripts; ${said}`)
    expect(scriptsPolicy).not.toMatch(/allow-same-origin|'self';? (?!$)|connect-src/)
  })

  it('the project’s own page has one, without unsafe words', () => {
    const policy = appPolicy(readFileSync(join(import.meta.dirname, '../../index.html'), 'utf8'))
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toMatch(/unsafe|\*(?!;| )/)
    expect(framePolicy).not.toContain('script-src')
  })
})

describe('over the wire', () => {
  it('every answer has the strict headers', async () => {
    const server = await startTestServer([], app)
    for (const path of ['/', '/nowhere', '/blogs.json', '/git/x.git/HEAD', '/frame.html']) {
      const { headers } = await ask(server, path)
      for (const [name, value] of Object.entries(strictHeaders))
        expect(headers[name.toLowerCase()]).toBe(value)
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; /)
      expect(headers['x-powered-by']).toBeUndefined()
    }
  })

  it('HEAD is GET without the body, and nothing else is possible', async () => {
    const server = await startTestServer([], app)
    const [get, head] = [await ask(server, '/'), await ask(server, '/', {}, { method: 'HEAD' })]
    expect([head.status, head.body.length, head.headers.etag]).toEqual([200, 0, get.headers.etag])
    expect(head.headers['content-length']).toBe(String(get.body.length))
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await ask(server, '/', {}, { method })).status).toBe(405)
  })

  it.each([
    '/../../etc/passwd',
    '/assets/../../../etc/passwd',
    '/..%5c..%5cetc%5cpasswd',
    '/\\..\\etc',
    'http://evil/',
  ])('%s leads nowhere', async (path) => {
    const { status } = await ask(await startTestServer([], app), path)
    expect([400, 403, 404]).toContain(status)
  })

  it('lists no folder', async () => {
    const folder = temporaryFolder({ 'index.html': 'x' })
    mkdirSync(join(folder, 'empty'))
    const served = new StaticFiles(folder)
    expect((await served.answer(new Request('http://127.0.0.1/empty'))).status).toBe(404)
  })
})
