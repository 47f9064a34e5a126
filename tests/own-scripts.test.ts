import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { isOwnScript } from '../src/own-scripts.ts'

const src = join(import.meta.dirname, '../src')
const read = (file: string): string => readFileSync(join(import.meta.dirname, '..', file), 'utf8')
const policyOf = (page: string): readonly string[] =>
  (/http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(page)?.[1] ?? '')
    .split(';')
    .map((part) => part.trim())

describe('what may become a script or an element', () => {
  vi.stubEnv('DEV', false)
  const base = 'https://example.org/admin/index.html'

  it.each([
    'assets/worker-Ab_3-x9Z.js',
    './service-worker.js',
    '/admin/app-worker.js',
    `${base}/../assets/a.js`,
  ])('is a script of the app: %s', (address) => {
    expect(isOwnScript(address, base)).toBe(true)
  })

  it.each([
    ...[
      '/assets/site.js',
      '../assets/site.js',
      'preview/x/assets/a.js',
      'assets/../preview/a.js',
      'frame.html',
    ],
    ...[
      'https://example.com/admin/assets/a.js',
      '//example.com/admin/assets/a.js',
      'https://example.org:1/admin/assets/a.js',
    ],
    ...[
      'data:text/javascript,canary()',
      'blob:https://example.org/admin/assets/a.js',
      'javascript:canary()',
      '',
    ],
    ...[
      'assets/a.js?x',
      'assets/a.js#x',
      'assets/b/a.js',
      'assets%2fa.js',
      'assets/%2e%2e/a.js',
      'assets\\..\\..\\a.js',
    ],
  ])('is none of another: %j', (address) => {
    expect(isOwnScript(address, base)).toBe(false)
  })

  it('is what the few named policies vouch for, and each of them has its reason', () => {
    const policy = policyOf(read('index.html'))
    expect(policy).toContain("require-trusted-types-for 'script'")
    const named = policy
      .find((part) => part.startsWith('trusted-types '))
      ?.split(' ')
      .slice(1)
      .sort()
    const own = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [...readFileSync(join(src, file), 'utf8').matchAll(/createPolicy\(\s*'([^']+)'/g)])
      .map(([, name = '']) => name)
    const lent = ['dompurify', 'ProseMirrorClipboard', 'svelte-trusted-html']
    expect(named).toEqual([...own, ...lent].sort())
    expect(own.sort()).toEqual(['default', 'galley-drawing', 'galley-paste', 'galley-read'])
  })
})
