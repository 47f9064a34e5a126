const untouched = /^(?:pre|code|a|style|script|textarea|tt)$/

/** Changes the text of a page's body, outside of tags and of the elements of these names: links, code. */
export function changeText(html: string, change: (text: string) => string, without = untouched): string {
  const start = /<body[^>]*>/i.exec(html)
  const from = start === null ? 0 : start.index + start[0].length
  const end = html.indexOf('</body>', from)
  const body = html.slice(from, end === -1 ? html.length : end)
  return html.slice(0, from) + changed(body, change, without) + (end === -1 ? '' : html.slice(end))
}

function changed(body: string, change: (text: string) => string, without: RegExp): string {
  let inside = 0
  return body
    .split(/(<!--[^]*?-->|<[^>]*>)/)
    .map((part, index) => {
      if (index % 2 === 0) return inside > 0 ? part : change(part)
      const [, slash, name = ''] = /^<(\/?)([a-z]+)/i.exec(part) ?? []
      if (without.test(name.toLowerCase()) && !part.endsWith('/>'))
        inside = Math.max(0, inside + (slash === '/' ? -1 : 1))
      return part
    })
    .join('')
}
