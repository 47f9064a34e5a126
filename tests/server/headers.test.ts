import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { headerRules, headersFile } from '../../src/server/policy.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const rules = headerRules(read('index.html'))

/** Of all rules for an address; where two name one header, both hold, which no policy means. */
function headersOf(address: string): Map<string, string> {
  const all = new Map<string, string>()
  for (const { pattern, headers } of rules) {
    const matches = pattern.endsWith('*') ? address.startsWith(pattern.slice(0, -1)) : address === pattern
    for (const [name, value] of matches ? Object.entries(headers) : []) {
      expect(all.has(name), `${name} of ${address}`).toBe(false)
      all.set(name, value)
    }
  }
  return all
}

interface VercelRule {
  readonly source: string
  readonly headers: readonly { readonly key: string; readonly value: string }[]
}

/** The rules as Vercel wants them. */
const vercelRules = (): VercelRule[] =>
  rules.map(({ pattern, headers }) => ({
    source: pattern.replace(/\*$/, '(.*)'),
    headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
  }))

describe('the headers of the app', () => {
  it.each([
    ['/', "script-src 'self'"],
    ['/assets/index-12345678.js', "script-src 'self'"],
    ['/service-worker.js', "frame-ancestors 'none'"],
    ['/frame.html', "style-src 'self' 'unsafe-inline'"],
    ['/frame-quirks', "frame-ancestors 'self'"],
    ['/scripts.html', 'sandbox allow-scripts'],
  ])('of %s say %s', (address, part) => {
    const headers = headersOf(address)
    expect(headers.get('Content-Security-Policy')).toContain(part)
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Strict-Transport-Security')).toBeDefined()
    expect(headers.get('Cross-Origin-Opener-Policy')).toBeDefined()
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(headers.get('Permissions-Policy')).toContain('camera=()')
  })

  it('let no text become a script in the app', () => {
    expect(headersOf('/').get('Content-Security-Policy')).not.toMatch(
      /script-src[^;]*unsafe|script-src[^;]*http/,
    )
  })

  it('are the same in vercel.json (GALLEY_RENEW=1 writes them anew)', () => {
    const config = JSON.parse(read('vercel.json')) as { headers: unknown }
    if (process.env.GALLEY_RENEW === '1') {
      config.headers = vercelRules()
      writeFileSync(join(root, 'vercel.json'), `${JSON.stringify(config, null, 2)}\n`)
    }
    expect(config.headers).toEqual(vercelRules())
  })

  it('are the same in the file that Netlify and Cloudflare read, which the build makes', () => {
    expect(read('dist/app/_headers')).toBe(headersFile(read('dist/app/index.html')))
  })

  it('are written so that each line is one header', () => {
    const lines = headersFile(read('index.html')).split('\n')
    expect(lines.every((line) => /^(?:\/\S*| {2}[\w-]+: \S.*|)$/.test(line) && line.length < 2000)).toBe(true)
  })
})
