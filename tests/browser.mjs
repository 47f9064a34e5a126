// Finds a Chromium for the browser tests, and installs one where there is none and it may:
// GALLEY_CHROMIUM or CHROMIUM, then Playwright's own, then the system's, then Playwright's download, then Debian's package.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

const system = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** The path of a Chromium that can be started; throws an Error that says what to do when there is none. */
export function findBrowser() {
  return installed() ?? install()
}

function installed() {
  const named = [process.env.GALLEY_CHROMIUM, process.env.CHROMIUM, chromium.executablePath()]
  return named.find((path) => path && existsSync(path)) ?? onPath()
}

function onPath() {
  for (const name of system) {
    const { status, stdout } = spawnSync('which', [name], { encoding: 'utf8' })
    if (status === 0) return stdout.trim()
  }
  return undefined
}

function install() {
  const attempts = [
    ['npx', '--no-install', 'playwright', 'install', 'chromium'],
    ...(process.getuid?.() === 0
      ? [
          ['apt-get', 'update', '-qq'],
          ['apt-get', 'install', '-y', '-qq', 'chromium'],
        ]
      : []),
  ]
  for (const [program, ...args] of attempts) {
    try {
      execFileSync(program, args, { stdio: 'inherit', timeout: 300_000 })
    } catch {
      continue // the next way may work
    }
    const found = installed()
    if (found) return found
  }
  throw new Error('No Chromium was found. Install one, or name it: CHROMIUM=/path/to/chromium npm test')
}
