import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const read = (file: string): string => readFileSync(join(import.meta.dirname, '..', file), 'utf8')

interface Package {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}
interface Locked {
  readonly link?: boolean
  readonly integrity?: string
  readonly hasInstallScript?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Package
const { packages } = JSON.parse(read('package-lock.json')) as {
  packages: Readonly<Record<string, Locked>>
}

/** Whether a package finds another one: in its own folder, or in one above. */
function isLocked(path: string, name: string): boolean {
  if (Object.hasOwn(packages, `${path}${path && '/'}node_modules/${name}`)) return true
  return path !== '' && isLocked(path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))), name)
}

describe('what the project depends on', () => {
  it('has its reason, each once, and nothing else has one', () => {
    const [, section = ''] = read('CONTRIBUTING.md').split('## What it depends on\n')
    const rows = section.split(/^## /m)[0]?.match(/^\| [^\n]*$/gm) ?? []
    const named = rows.flatMap((row) => row.split('|')[1]?.match(/(?<=`)[^`\s,]+(?=`)/g) ?? [])
    expect(named.sort()).toEqual([...Object.keys(dependencies), ...Object.keys(devDependencies)].sort())
    for (const row of rows) expect(row.split('|')[2]?.trim()).not.toBe('')
  })

  it('is pinned by its content', () => {
    const loose = Object.entries(packages).filter(
      ([path, { integrity }]) => path !== '' && integrity === undefined,
    )
    expect(loose.map(([path]) => path)).toEqual([])
  })

  it('is locked whole, for every system, so that `npm ci` takes it', () => {
    expect(Object.keys(packages).length).toBeGreaterThan(100)
    const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !isLocked(path, name))
        .map((name) => `${name} of ${path}`),
    )
    expect(missing).toEqual([])
    expect(read('package-lock.json')).not.toContain('"resolved"')
  })

  it('runs no program when it is installed, but for those that bring a program for this system', () => {
    const running = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
      hasInstallScript === true ? [path.replace(/^.*node_modules\//, '')] : [],
    )
    expect([...new Set(running)].sort()).toEqual(['@parcel/watcher', 'deno', 'workerd'])
  })
})
