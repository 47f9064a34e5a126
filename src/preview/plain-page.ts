import {
  decodeText,
  expandAddress,
  kramdownOptionsOf,
  parsePost,
  type Post,
  type Site,
  type SiteFiles,
} from '../jekyll/index.ts'
import { toHtml } from '../kramdown/index.ts'
import { plainStyle } from './plain-style.ts'
import { escapeHtml, replaceLiquid, type PlainWarning } from './plain-liquid.ts'

/**
 * Renders a post as a plain page of Galley's own around kramdown's HTML, with the addresses that the site
 * writes in Liquid put in. The result is hostile (it holds the post's own HTML): it belongs in the sandboxed frame only.
 * A path without a file gives an empty page.
 */
export async function renderPlainPage(
  path: string,
  site: Site,
  files: SiteFiles,
): Promise<{ html: string; warnings: readonly PlainWarning[] }> {
  const bytes = await files.read(path)
  const post = parsePost(path, (bytes && decodeText(bytes)) ?? '', site)
  const { text, warnings } = replaceLiquid(post.body, (output) => resolveOutput(output, site))
  return { html: page(post, toHtml(text, kramdownOptionsOf(site))), warnings }
}

function resolveOutput(output: string, site: Site): string | undefined {
  const expanded = expandAddress(output, site)
  return expanded === output ? undefined : expanded
}

function page(post: Post, content: string): string {
  const date = post.date && `<p class="date">${escapeHtml(dateText(post.date))}</p>`
  return `<!doctype html>
<html>
<head><meta charset="utf-8"><style>${plainStyle}</style></head>
<body><article><h1>${escapeHtml(post.title)}</h1>${date ?? ''}
${content}
</article></body>
</html>
`
}

/** `22 November 2026`, of the day on the site's own clock. */
function dateText({ year, month, day }: NonNullable<Post['date']>): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
  return format.format(Date.UTC(year, month - 1, day))
}
