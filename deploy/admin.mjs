// Puts the built app into a folder of a Jekyll site: node deploy/admin.mjs ../my-blog/admin
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const app = fileURLToPath(new URL('../dist/app', import.meta.url))
const folder = resolve(process.argv[2] ?? '')

/** What `galley serve` alone needs; Jekyll would take the sample's posts for the site's own. */
const left = new Set(['sample-blog', '_headers', 'manifest.json'])

/** A folder with something else in it is left alone. */
const isOurs =
  !existsSync(folder) || readdirSync(folder).length === 0 || existsSync(join(folder, 'files.json'))
if (process.argv[2] === undefined) fail('Name the folder: node deploy/admin.mjs ../my-blog/admin')
if (!existsSync(join(app, 'index.html'))) fail('The app is not built yet: npm run build')
if (!isOurs) fail(`${folder} holds something else than Galley. Name a folder of its own.`)
rmSync(folder, { recursive: true, force: true })
cpSync(app, folder, { recursive: true, filter: (path) => !left.has(relative(app, path)) })
console.log(`Galley is in ${folder}`)

function fail(words) {
  console.error(words)
  process.exit(1)
}
