// Type-checks each pure module with a library that has no DOM and no Node.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const pure = readdirSync('src').filter((module) => existsSync(`src/${module}/tsconfig.json`))
const failed = pure.filter((module) => {
  const { status } = spawnSync('npx', ['--no-install', 'tsc', '--project', `src/${module}`], {
    stdio: 'inherit',
  })
  return status !== 0
})
process.exit(failed.length === 0 ? 0 : 1)
