import { parsePage } from '../parse-page.ts'

/** How browsers lay out a page: as its doctype, or the lack of one, says. */
export type LayoutMode = 'standards' | 'limited-quirks' | 'quirks'

/** The doctype behind comments. Each of these ends in one place only: else many could be read in too many ways. */
export const doctypeOf = (html: string): string =>
  /^\s*(?:<!--(?:[^-]|-(?!->))*-->\s*)*(<!doctype[^>]*>)/i.exec(html)?.[1] ?? ''
const transitional = /public\s+["']-\/\/W3C\/\/DTD (?:XHTML 1\.0|HTML 4\.01) (?:Transitional|Frameset)\/\//i

/** The mode in which a browser shows a page; browsers themselves know only two of the three by name. */
export function layoutModeOf(html: string): LayoutMode {
  const doctype = doctypeOf(html)
  const { compatMode } = parsePage(doctype)
  if (compatMode === 'BackCompat') return 'quirks'
  return transitional.test(doctype) ? 'limited-quirks' : 'standards'
}

const doctypes: Readonly<Record<LayoutMode, string>> = {
  standards: '<!doctype html>',
  'limited-quirks':
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
  quirks: '',
}

/** An empty page of a mode, into which another one is put. */
export const emptyPage = (mode: string): string =>
  `${Object.hasOwn(doctypes, mode) ? doctypes[mode as LayoutMode] : doctypes.standards}<html><head><meta charset="utf-8"></head><body></body></html>`
