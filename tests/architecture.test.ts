import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/** What each module may import from the others: the table of the design. `types` stands for imports that vanish when compiled. */
const allowed: Record<string, { values: string[]; types?: string[] }> = {
  kramdown: { values: [] },
  jekyll: { values: [] },
  git: { values: [] },
  hosts: { values: [] },
  recovery: { values: [] },
  media: { values: [] },
  editor: { values: ['kramdown'] },
  preview: { values: ['jekyll', 'kramdown'] },
  app: { values: ['kramdown', 'jekyll', 'git', 'hosts', 'recovery', 'media', 'editor', 'preview'] },
  ui: {
    values: ['app', 'editor'],
    types: ['kramdown', 'jekyll', 'git', 'hosts', 'recovery', 'media', 'preview'],
  },
  server: { values: [] },
  cli: { values: ['server', 'kramdown', 'jekyll', 'editor', 'preview'] },
}
/** Browser globals that the pure modules must not name, and the files of theirs that may. */
const browserGlobals =
  /(?<![.\w#])(?:(?:window|document|navigator|localStorage|indexedDB)\.|fetch\(|(?:new )?(?:HTMLElement|DOMParser)\b)/
const pure = ['kramdown', 'jekyll', 'editor/document.ts', 'preview']
const impure = [
  'preview/frame.ts',
  'preview/frame-program.ts',
  'preview/page-parts.ts',
  'preview/page-scripts.ts',
  'preview/page-words.ts',
  'preview/patch.ts',
  'preview/render-worker.ts',
  'preview/scripts-frame.ts',
  'preview/service-worker.ts',
  'preview/standalone.ts',
  'preview/without-asking.ts',
]

const src = join(import.meta.dirname, '../src')
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|svelte)$/.test(file) && statSync(join(src, file)).isFile())
  .map((file) => file.replaceAll('\\', '/'))

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(src, file), 'utf8')
  const pattern =
    /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^'"();]*?\s+from\s+)?['"](\.[^'"]+)['"]|import\(['"](\.[^'"]+)['"]\)/g
  return [...text.matchAll(pattern)].map((match) => ({
    from: file,
    to: relative(src, join(src, file, '..', match[3] ?? match[4] ?? '')).replaceAll('\\', '/'),
    typeOnly: match[2] !== undefined,
  }))
}

const moduleOf = (path: string): string => path.split('/')[0] ?? ''
function group(edges: Import[]): Map<string, Import[]> {
  const groups = new Map<string, Import[]>()
  for (const edge of edges) groups.set(edge.from, [...(groups.get(edge.from) ?? []), edge])
  return groups
}

const inner = files.filter((file) => file.includes('/')).flatMap(importsOf)
const between = inner.filter(({ from, to }) => moduleOf(from) !== moduleOf(to))

describe('architecture', () => {
  it('has no module outside the map', () => {
    const modules = new Set(files.filter((file) => file.includes('/')).map(moduleOf))
    expect([...modules].filter((module) => !(module in allowed))).toEqual([])
  })

  it('imports only along the allowed arrows', () => {
    const wrong = between.filter(({ from, to, typeOnly }) => {
      const rule = allowed[moduleOf(from)]
      const may = [...(rule?.values ?? []), ...(typeOnly ? (rule?.types ?? []) : [])]
      return !may.includes(moduleOf(to))
    })
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })

  it('has no circle of files', () => {
    const next = group(files.flatMap(importsOf).filter((edge) => !edge.typeOnly))
    const state = new Map<string, 'open' | 'done'>()
    const circles: string[] = []
    const visit = (file: string, path: string[]): void => {
      if (state.get(file) === 'done') return
      if (state.get(file) === 'open')
        return void circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      state.set(file, 'open')
      for (const { to } of next.get(file) ?? []) if (to !== file) visit(to, [...path, file]) // a component may nest itself
      state.set(file, 'done')
    }
    files.forEach((file) => visit(file, []))
    expect(circles).toEqual([])
  })

  it('keeps the browser out of the pure modules', () => {
    const named = files
      .filter(
        (file) =>
          pure.some((start) => file === start || file.startsWith(`${start}/`)) && !impure.includes(file),
      )
      .filter((file) =>
        browserGlobals.test(readFileSync(join(src, file), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*/g, '')),
      )
    expect(named).toEqual([])
  })

  it('makes elements out of text in the one sanitizer alone', () => {
    const sink =
      /\b(?:inner|outer)HTML\s*(?:[+?|&]*=)(?!=)|insertAdjacentHTML|\{@html|setHTML|createContextualFragment|document\.write|[^.\w]srcdoc\s*=|dompurify/
    expect(files.filter((file) => sink.test(readFileSync(join(src, file), 'utf8'))).sort()).toEqual([
      'editor/views/sanitize.ts',
      // what it makes is written into a file and never stands in the page
      'media/svg.ts',
    ])
  })
})
