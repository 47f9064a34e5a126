// Builds one benchmark and runs it: `npm run bench -- kramdown`.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'vite'
import { findBrowser } from '../browser.mjs'

const name = process.argv[2] ?? 'kramdown'
const root = join(import.meta.dirname, '../..')
const outDir = join(root, 'node_modules/.bench')
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  build: { ssr: join(import.meta.dirname, `${name}.ts`), outDir, emptyOutDir: true, target: 'es2022' },
})
const { status } = spawnSync(process.execPath, [join(outDir, `${name}.js`), ...process.argv.slice(3)], {
  stdio: 'inherit',
  cwd: root,
  env: ['editor', 'git', 'list', 'preview'].includes(name)
    ? { ...process.env, GALLEY_CHROMIUM: findBrowser() }
    : process.env,
})
process.exit(status ?? 1)
