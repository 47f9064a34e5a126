import fc from 'fast-check'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkPath } from '../../src/git/path.ts'

const refused = (path: string): boolean => {
  try {
    checkPath(path)
    return false
  } catch {
    return true
  }
}

/** What Git says of paths that it would not let into its index on any system; nothing where all of them are fine. */
function refusedByGit(paths: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'galley-paths-'))
  const git = (args: readonly string[], input = '') =>
    spawnSync('git', ['-c', 'core.protectHFS=true', '-c', 'core.protectNTFS=true', ...args], {
      cwd: folder,
      input,
      encoding: 'utf8',
    })
  try {
    git(['init', '-q'])
    const oid = git(['hash-object', '-w', '--stdin'], 'x').stdout.trim()
    const lines = paths.map((path) => `100644 ${oid}\t${path}\0`)
    return git(['update-index', '-z', '--index-info'], lines.join('')).stderr
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Names that lead elsewhere on some system. */
const traps = [
  ...[
    '..',
    '.',
    '',
    ' ',
    '...',
    '. .',
    '.. ',
    ' ..',
    '.\u200c.',
    '.git',
    '.GIT',
    '.Git.',
    '.git ',
    '.git . .',
  ],
  ...['.git:x', '.git::$INDEX_ALLOCATION', 'git~1', 'GIT~1', 'Git~1.', 'git~1 ', 'git~1::$DATA'],
  ...[
    '.g\u200cit',
    '\ufeff.git',
    '.git\u200f',
    '.gi\u202at',
    '\u206a.\u206bg\u206ci\u206dt\u206e',
    '.\u200dGIT',
  ],
  ...[
    'a\\b',
    '..\\..\\x',
    '\\\\host\\x',
    'a\0b',
    'a\nb',
    'a\rb',
    'a\u007fb',
    'a\u0085b',
    'a\ud800b',
    '\udfff',
    '\u202e',
  ],
]
/** Names that only look like them. */
const fair = [
  ...[
    '.gitignore',
    '.gitattributes',
    '.github',
    'git',
    'git~2',
    'git~10',
    '.gitt',
    '.agit',
    'x.git',
    '..a',
    'a..',
  ],
  ...[
    '...a',
    'a b',
    '-',
    '--upload-pack=x',
    '~',
    '$(x)',
    '`x`',
    'con',
    'a:b',
    'ß',
    'e\u0301',
    '\u00e9',
    '\uff0egit',
  ],
  ...['constructor', '__proto__', 'toString', '%2e%2e', '%2e%2e%2f', '.%00.', '<img src=x>', '"', "'", '&'],
]
const plain = fc.constantFrom('a', '_posts', 'x.md', 'deep', ...fair)

describe('a path that may be written', () => {
  it.each(traps)('is none with the name %j, wherever it stands', (name) => {
    for (const path of [name, `a/${name}`, `${name}/a`, `a/b/${name}/c/d.md`])
      expect([path, refused(path)]).toEqual([path, true])
  })

  it.each(['/a', '//a', 'a/', 'a//b', 'C:/x', 'c:x', 'z:', '/', ''])('is not %j', (path) => {
    expect(refused(path)).toBe(true)
  })

  it('is one of plain names, however odd they are', () => {
    for (const name of fair) expect([name, refused(`a/${name}`)]).toEqual([name, false])
  })

  it('is refused exactly where one of its names is', () => {
    const name = fc.oneof(plain, fc.constantFrom(...traps))
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), (names) => {
        expect(refused(['x', ...names].join('/'))).toBe(names.some((each) => traps.includes(each)))
      }),
    )
  })

  it('is one that Git itself lets into a tree on every system', () => {
    const letters = fc.constantFrom(...Array.from('.. gitGIT~1:\u200c\ufeffa/'))
    const paths = fc.sample(
      fc.array(letters, { minLength: 1, maxLength: 9 }).map((all) => all.join('')),
      3000,
    )
    const ours = [...new Set([...paths, ...traps.slice(0, 27)])].filter((path) => !refused(path))
    expect(ours.length).toBeGreaterThan(100)
    expect(refusedByGit(ours)).toBe('')
    expect(refusedByGit([...ours, '.git /x'])).toContain('.git')
  })
})
