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
}

const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Package
const { packages } = JSON.parse(read('package-lock.json')) as {
  packages: Readonly<Record<string, Locked>>
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

  it('runs no program when it is installed, but for those that bring a program for this system', () => {
    const running = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
      hasInstallScript === true ? [path.replace(/^.*node_modules\//, '')] : [],
    )
    expect([...new Set(running)].sort()).toEqual(['@parcel/watcher', 'workerd'])
  })
})
