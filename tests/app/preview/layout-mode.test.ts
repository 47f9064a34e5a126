import { describe, expect, it } from 'vitest'
import { doctypeOf } from '../../../src/app/preview/layout-mode.ts'

describe('the doctype of a page', () => {
  it.each([
    ['<!doctype html><p>', '<!doctype html>'],
    ['\n<!-- a - b -- c -->\n<!---->\n<!DOCTYPE html>', '<!DOCTYPE html>'],
    ['<!-- <!doctype html> --><p>', ''],
    ['<p><!doctype html>', ''],
  ])('%j', (html, doctype) => expect(doctypeOf(html)).toBe(doctype))

  it('is looked for behind any number of comments without end', () => {
    for (const part of ['<!---->', '<!-- -->\n', '<!--->', '<!--', '-'])
      expect(doctypeOf(part.repeat(20_000))).toBe('')
  }, 5000)
})
