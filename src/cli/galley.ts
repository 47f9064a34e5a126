#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { main } from './main.ts'

/** npm runs scripts in the project's folder and tells where the person was. */
const { npm_lifecycle_event: script = '', INIT_CWD = process.cwd() } = process.env
const isScript = ['start', 'galley'].includes(script)
const stop = new AbortController()
/** Asked a second time, the process ends at once. */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

/** Not awaited here: a command's file may import what this one holds. */
void main(process.argv.slice(2), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  stop: stop.signal,
  cwd: isScript ? INIT_CWD : process.cwd(),
  appFolder: fileURLToPath(new URL('../app', import.meta.url)),
  packageFile: fileURLToPath(new URL('../../package.json', import.meta.url)),
}).then((code) => {
  process.exitCode = code
})
