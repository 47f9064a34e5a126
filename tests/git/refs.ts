import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The refs of a bare repository below one of its folders, read where git keeps them: far cheaper than to start git for it. */
export function refsBelow(repository: string, prefix: string): Map<string, string> {
  return new Map(
    [...packed(repository), ...loose(repository, prefix)].filter(([name]) => name.startsWith(prefix)),
  )
}

/** The oid that a ref names, or undefined where there is none. */
export function readRef(repository: string, name: string): string | undefined {
  const file = join(repository, name)
  if (existsSync(file) && statSync(file).isFile()) return readFileSync(file, 'latin1').trim()
  return new Map(packed(repository)).get(name)
}

/** The branch that `HEAD` stands for. */
export function readHead(repository: string): string | undefined {
  return /^ref: refs\/heads\/(.*)/.exec(readFileSync(join(repository, 'HEAD'), 'utf8'))?.[1]
}

function loose(repository: string, prefix: string): [string, string][] {
  const folder = join(repository, prefix)
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.lock'))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name)
      return [file.slice(repository.length + 1), readFileSync(file, 'latin1').trim()]
    })
}

function packed(repository: string): [string, string][] {
  const file = join(repository, 'packed-refs')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return [...text.matchAll(/^([\da-f]{40}) (.+)$/gm)].map(([, oid = '', name = '']) => [name, oid])
}
