import type { ScriptUse } from '../preview/page-scripts.ts'
import type { NoPage } from '../app/preview/links.ts'
import type { Warning, WarningCode } from '../preview/index.ts'

/** What may look different on the blog, in the author's words; `…` stands for what it is about. */
const table: Readonly<Record<WarningCode, string>> = {
  'unknown-tag': 'Your blog puts something called “…” in here. It is only made when the blog is built.',
  'unknown-filter': 'Your blog changes some words in a way called “…”, which is only known there.',
  plugin: 'Your blog uses an addition called “…”, which is not known here. What it adds is missing.',
  'own-code': 'Your blog has programs of its own. What they add is missing here.',
  theme:
    'Your blog borrows its design from “…”, which could not be fetched. A plain design of ours stands here.',
  'theme-published':
    'Your blog borrows its design from “…”, which could not be fetched. The styles of your published blog stand here; what else it lends is missing.',
  'markdown-engine':
    'Your blog reads its texts in another way (“…”). Lists, quotes and links may come out differently.',
  stylesheet: 'Files of the kind “…” are shown as they are written.',
  'endless-styles':
    'The styles of your blog ask for something that never ends. The page is shown without them.',
  'missing-layout': 'The design that this page asks for, “…”, is not in your blog.',
  'missing-include':
    'A piece that this page asks for, “…”, is not in your blog. Your blog could not be built like this.',
  'missing-link': 'A link leads to “…”, which is not in your blog. Your blog could not be built like this.',
  broken: 'A part of the design cannot be read (“…”). Your blog could not be built like this.',
  failed: 'A part of the page could not be made (“…”). Your blog could not be built like this.',
  'unreadable-data': 'The list in “…” cannot be read, so that what it holds is missing.',
  'too-much': 'This page asks for more than can be shown here. Some of it is missing.',
}

/** A warning of the preview as a sentence. */
export const previewSentence = ({ code, what }: Warning): string => table[code].replace('…', () => what)

/** What scripts of the site would show, in the author's words. */
const uses: Readonly<Record<ScriptUse, string>> = {
  formulas: 'Formulas are drawn by a script of your blog, which has not run here.',
  drawings: 'Diagrams are drawn by a script of your blog, which has not run here.',
  code: 'The colors in code come from a script of your blog, which has not run here.',
  pictures: 'A script of your blog arranges or enlarges pictures, and has not run here.',
  maps: 'Maps are drawn by a script of your blog, which has not run here.',
  comments: 'Comments are added by a script of your blog, which has not run here.',
  other: 'Your blog has scripts that may change this page. They have not run here.',
}

export const scriptSentence = (use: ScriptUse): string => uses[use]

/** Whether something would plainly be missing without the scripts. */
export const isMissed = (use: ScriptUse): boolean => use !== 'comments' && use !== 'other'

/** Something of another host, which the author lets the page ask, did not come. */
export const unfetchedSentence = (host: string): string =>
  `Something that this page takes from ${host} could not be fetched. What it would show is missing here.`

/** Why a link of the page was not followed. */
export function linkSentence(address: string, lead: NoPage): string {
  const [, mail] = /^mailto:([^?]*)/i.exec(address) ?? []
  if (mail !== undefined) return `This link writes to ${mail}. Mail does not open in the preview.`
  if (lead === 'missing') return `This link leads to ${address}, where your blog has no page.`
  const kind = lead === 'file' ? 'Files' : 'Links to other sites'
  return `This link leads to ${address}. ${kind} do not open in the preview.`
}
