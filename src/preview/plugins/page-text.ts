const untouched = /^(?:pre|code|a|style|script|textarea|tt)$/

/** Changes the text of a page's body, outside of tags, links and code. */
export function changeText(html: string, change: (text: string) => string): string {
  const start = /<body[^>]*>/i.exec(html)
  const from = start === null ? 0 : start.index + start[0].length
  const end = html.indexOf('</body>', from)
  const body = html.slice(from, end === -1 ? html.length : end)
  return html.slice(0, from) + changed(body, change) + (end === -1 ? '' : html.slice(end))
}

function changed(body: string, change: (text: string) => string): string {
  let inside = 0
  return body
    .split(/(<!--[^]*?-->|<[^>]*>)/)
    .map((part, index) => {
      if (index % 2 === 0) return inside > 0 ? part : change(part)
      const [, slash, name = ''] = /^<(\/?)([a-z]+)/i.exec(part) ?? []
      if (untouched.test(name.toLowerCase()) && !part.endsWith('/>'))
        inside = Math.max(0, inside + (slash === '/' ? -1 : 1))
      return part
    })
    .join('')
}
