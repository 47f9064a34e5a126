import { execFile } from 'node:child_process'
import type { ExecFileException } from 'node:child_process'
import { errorCode, Problem } from './problem.ts'

/** GIT_CONFIG_COUNT is understood from here on (git-config, 2.31). */
const oldestGit = [2, 31] as const
const noGit = 'Git was not found on this computer. Install it from https://git-scm.com, then try again.'

/** Git's variables that say how Git works, not on what: these a person may have set for good reasons. */
const kept = new Set([
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_EXEC_PATH',
  'GIT_TEMPLATE_DIR',
])
/** What a CGI program would take for a part of the request (RFC 3875, git-http-backend). */
const request =
  /^(CONTENT_LENGTH|CONTENT_TYPE|HTTP_CONTENT_ENCODING|HTTP_GIT_PROTOCOL|PATH_INFO|PATH_TRANSLATED|QUERY_STRING|REMOTE_(ADDR|USER)|REQUEST_METHOD)$/

export type Environment = Readonly<Record<string, string | undefined>>
export type Setting = readonly [key: string, value: string]

/**
 * This process's environment without what would lead Git to another repository (a server that was started from a hook
 * has GIT_DIR set), and with Git's words in English, which the app knows; the encoding stays as it is.
 * `settings` hold for the started process alone; no file is changed.
 */
export function gitEnvironment(settings: readonly Setting[] = []): Environment {
  const inherited = Object.entries(process.env).filter(
    ([name]) => (!name.startsWith('GIT_') || kept.has(name)) && !request.test(name),
  )
  return { ...Object.fromEntries(inherited), LANGUAGE: 'en', ...configuration(settings) }
}

function configuration(settings: readonly Setting[]): Environment {
  const variables: [string, string][] = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ])
  return { GIT_CONFIG_COUNT: String(settings.length), ...Object.fromEntries(variables) }
}

export interface GitResult {
  /** Git's exit code: 0 when it did what was asked. */
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs Git in a folder and waits for it. Throws a Problem where there is no Git; its failures are values. */
export function runGit(
  cwd: string,
  args: readonly string[],
  environment = gitEnvironment(),
): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    execFile('git', args, { cwd, env: environment, windowsHide: true }, (error, stdout, stderr) => {
      if (errorCode(error) === 'ENOENT') reject(new Problem(noGit))
      else resolve({ status: statusOf(error), stdout: stdout.trimEnd(), stderr: stderr.trimEnd() })
    })
  })
}

function statusOf(error: ExecFileException | null): number {
  if (error === null) return 0
  return typeof error.code === 'number' ? error.code : 1
}

/** Throws a Problem where Git is missing or too old. */
export async function requireGit(): Promise<void> {
  const { stdout } = await runGit(process.cwd(), ['--version'])
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(stdout) ?? []
  const isOld =
    Number(major) < oldestGit[0] || (Number(major) === oldestGit[0] && Number(minor) < oldestGit[1])
  if (isOld)
    throw new Problem(
      `Galley needs Git ${oldestGit.join('.')} or newer; here is “${stdout}”. Update Git, then try again.`,
    )
}
