import { spawn } from 'node:child_process'

/**
 * Opens the address in the person's browser. Where that cannot be (a build machine, no display, no such program)
 * nothing happens: the address is on the screen.
 */
export function openBrowser(address: string, environment: NodeJS.ProcessEnv = process.env): void {
  const [program, ...args] = opener(process.platform, environment, address)
  if (program === undefined) return
  const child = spawn(program, args, { stdio: 'ignore', detached: true, windowsHide: true })
  child.on('error', () => undefined)
  child.unref()
}

/** The program that opens an address here, with its arguments; empty where there is none. */
export function opener(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  address: string,
): readonly string[] {
  if (environment.CI) return []
  if (platform === 'darwin') return ['open', address]
  if (platform === 'win32') return ['cmd', '/c', 'start', '""', address]
  return environment.DISPLAY || environment.WAYLAND_DISPLAY ? ['xdg-open', address] : []
}
