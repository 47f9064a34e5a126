// Everything that must hold before a change lands: format, lint, types, unused code, build, unit tests, browser tests.
// Ends with one line «N passed, N failed»; exits 1 if anything failed.
import { spawnSync } from 'node:child_process'
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

function check(name, ...command) {
  const good = run(name, command)
  count(good ? 1 : 0, good ? 0 : 1)
  return good
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

check('format', 'npx', '--no-install', 'prettier', '--check', '--log-level', 'warn', '.')
check('lint', 'npm', 'run', '--silent', 'lint')
check('types', 'npm', 'run', '--silent', 'types')
check('unused', 'npx', '--no-install', 'knip')
check('build', 'npm', 'run', '--silent', 'build')
unit()
browser()
rmSync(reports, { recursive: true })
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
