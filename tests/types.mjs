// Type-checks the whole project, then each pure module with a library that has no DOM and no Node.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const pure = readdirSync('src').filter((module) => existsSync(`src/${module}/tsconfig.json`))
const checks = [
  ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
  ...pure.map((module) => ['tsc', '--project', `src/${module}`]),
]
let failed = 0
for (const [command, ...args] of checks) {
  const { status } = spawnSync('npx', ['--no-install', command, ...args], { stdio: 'inherit' })
  if (status !== 0) failed += 1
}
process.exit(failed === 0 ? 0 : 1)
