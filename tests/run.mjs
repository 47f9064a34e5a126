// Everything that must hold before a change lands: format, lint, types, unused code, build, unit tests, browser tests.
// Ends with one line «N passed, N failed»; exits 1 if anything failed.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'

const reports = mkdtempSync(join(tmpdir(), 'galley-test-'))
const env = { ...process.env, GALLEY_CHROMIUM: findBrowser() }
const total = { passed: 0, failed: 0 }

function run(name, command, extra = {}) {
  console.log(`\n— ${name}`)
  const [program, ...args] = command
  const { status } = spawnSync(program, args, { stdio: 'inherit', env: { ...env, ...extra } })
  return status === 0
}

function count(passed, failed) {
  total.passed += passed
  total.failed += failed
}

/** Runs a check beside others, and prints what it said once it has ended. */
async function check(name, program, ...args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env })
  const said = []
  child.stdout.on('data', (piece) => said.push(piece))
  child.stderr.on('data', (piece) => said.push(piece))
  const good = await new Promise((done) => {
    child.on('error', () => done(false))
    child.on('close', (status) => done(status === 0))
  })
  console.log(`\n— ${name}\n${Buffer.concat(said).toString()}`)
  count(good ? 1 : 0, good ? 0 : 1)
}

async function oneByOne(...checks) {
  for (const one of checks) await check(...one)
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function unit() {
  const file = join(reports, 'unit.json')
  const good = run('unit', [
    'npx',
    '--no-install',
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = readReport(file)
  count(report?.numPassedTests ?? 0, (report?.numFailedTests ?? 0) || (good ? 0 : 1))
}

function browser() {
  const file = join(reports, 'browser.json')
  const config = ['--config', 'tests/e2e/playwright.config.ts']
  const good = run('browser', ['npx', '--no-install', 'playwright', 'test', ...config], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  })
  const stats = readReport(file)?.stats
  count((stats?.expected ?? 0) + (stats?.flaky ?? 0), (stats?.unexpected ?? 0) || (good ? 0 : 1))
}

// The lint takes as long as the others together.
await Promise.all([
  check('lint', 'npm', 'run', '--silent', 'lint'),
  oneByOne(
    ['format', 'npx', '--no-install', 'prettier', '--check', '--log-level', 'warn', '.'],
    ['types', 'npm', 'run', '--silent', 'types'],
    ['unused', 'npx', '--no-install', 'knip'],
    ['build', 'npm', 'run', '--silent', 'build'],
  ),
])
unit()
browser()
rmSync(reports, { recursive: true })
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
