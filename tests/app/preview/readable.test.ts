import { expect, it } from 'vitest'
import { readable } from '../../../src/app/preview/readable.ts'

const page = (html: string) => readable({ url: '/search.json', html } as Parameters<typeof readable>[0]).html

it('of a long text for programs the beginning is shown, and how much there is behind it', () => {
  expect(page('a'.repeat(101_234))).toContain(
    `${'a'.repeat(100_000)}</pre><p>… and 1,234 more characters.</p>`,
  )
  expect(page('a'.repeat(100_001))).toContain('… and 1 more character.')
  expect(page('a'.repeat(100_000))).not.toContain('more')
})
