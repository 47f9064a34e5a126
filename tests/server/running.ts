import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openRepository, startServer } from '../../src/server/index.ts'
import { makeRepository, writeFiles } from '../e2e/repository.ts'
import type { Files, RepositoryOptions, TestRepository } from '../e2e/repository.ts'

const page = `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">`
const app: Files = { 'index.html': page }

/** A folder that is gone after the test. */
export function temporaryFolder(files: Files = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'galley-server-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFiles(folder, files)
  return folder
}

/** A repository that is gone after the test. */
export function temporaryRepository(files: Files, options?: RepositoryOptions): TestRepository {
  const repository = makeRepository(files, options)
  onTestFinished(() => repository.remove())
  return repository
}

export interface Started {
  readonly address: string
  readonly port: number
  /** Where Git finds the (last) repository. */
  readonly remote: string
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** A real server on a free port, with an app of one page unless other files are given; stopped after the test. */
export async function startTestServer(paths: readonly string[], files: Files = app): Promise<Started> {
  const repositories = await Promise.all(paths.map((path) => openRepository(path)))
  const complaints: string[] = []
  const report = (line: string): void => void complaints.push(line)
  const server = await startServer({ appFolder: temporaryFolder(files), repositories, port: 0, report })
  onTestFinished(() => server.close())
  const remote = `${server.address}git/${repositories.at(-1)?.slug ?? ''}.git`
  return { ...server, remote, complaints }
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** A request whose path and headers go over the wire exactly as given: fetch would clean them up. */
export function ask(
  { port }: Started,
  path: string,
  headers: Record<string, string> = {},
  { method = 'GET', body = '' }: { method?: string; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** A test may give the server another git. */
const ownPath = process.env.PATH
const identity = ['-c', 'user.name=Author', '-c', 'user.email=author@example.org']

/** Runs git as a client that needs this process's server: never blocks it. Resolves to the exit code and all that was printed. */
export function client(cwd: string, ...args: string[]): Promise<{ status: number; text: string }> {
  const env = { ...process.env, PATH: ownPath, GIT_CONFIG_GLOBAL: '/dev/null', GIT_TERMINAL_PROMPT: '0' }
  return new Promise((resolve) => {
    execFile('git', [...identity, ...args], { cwd, env }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : 1, text: `${stdout}${stderr}` }),
    )
  })
}

/** Makes named pipes in a folder: whoever opens one waits for the other end, so that nothing needs a clock. */
export function makePipes(folder: string, ...names: string[]): void {
  execFileSync('/usr/bin/env', ['mkfifo', ...names], { cwd: folder })
}
