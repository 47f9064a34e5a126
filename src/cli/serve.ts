import { existsSync } from 'node:fs'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import {
  currentBranch,
  namesIn,
  openRepository,
  prepareSampleBlog,
  Problem,
  relayInEnvironment,
  sampleBlogFolder,
  startServer,
} from '../server/index.ts'
import type { LocalRepository, ServerOptions } from '../server/index.ts'
import { readArguments, UsageError } from './arguments.ts'
import { openBrowser } from './browser.ts'
import type { Terminal } from './terminal.ts'

const options = {
  port: { type: 'string' },
  host: { type: 'string' },
  open: { type: 'boolean' },
  relay: { type: 'string' },
  origin: { type: 'string' },
  'trust-proxy': { type: 'boolean' },
  'no-blog': { type: 'boolean' },
} as const

/** `galley serve [PATH]`: the app and one repository (or none) over HTTP, until it is stopped. Resolves to the exit code. */
export async function serve(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments('serve', args, options, [0, 1])
  const port = values.port === undefined ? undefined : readPort(values.port)
  const host = values.host ?? '127.0.0.1'
  const { appFolder } = terminal
  if (!existsSync(join(appFolder, 'index.html'))) throw new Problem('The app is not built yet: npm run build')
  const { origin } = values
  const repository = values['no-blog'] === true ? undefined : await findRepository(positionals[0], terminal)
  const report = (line: string): void => terminal.err(`git: ${line}`)
  const repositories = repository === undefined ? [] : [repository]
  const relay = values.relay === undefined ? undefined : readRelay(values.relay, values['trust-proxy'])
  const server = await startServer({ appFolder, repositories, host, port, report, origin, relay })
  if (repository !== undefined && (!isLoopback(host) || origin !== undefined)) terminal.err(warning)
  terminal.out(`Galley is at ${server.address}`)
  if (origin !== undefined) terminal.out(`The world finds it at ${origin}`)
  if (repository === undefined) terminal.out('It opens blogs by their address. Ctrl+C stops it.')
  else terminal.out(`It opens ${await whereabouts(repository)}. Ctrl+C stops it.`)
  if (values.open === true) openBrowser(origin ?? server.address)
  if (!terminal.stop.aborted) await once(terminal.stop, 'abort')
  await server.close()
  return 0
}

/** The hosts that are named, and who may sign in by what the environment holds: no secret stands in a command line. */
function readRelay(hosts: string, trustForwarded = false): NonNullable<ServerOptions['relay']> {
  const { signIn = [] } = relayInEnvironment(process.env)
  const names = namesIn(hosts)
  if (names.length === 0) throw new UsageError('The option --relay needs the names of hosts: github.com')
  return { hosts: names, signIn, trustForwarded }
}

const warning =
  'Warning: everybody who can reach this computer can read and change the blog. Galley asks nobody for a password.'

async function findRepository(
  path: string | undefined,
  { cwd, appFolder }: Terminal,
): Promise<LocalRepository> {
  if (path !== undefined) return openRepository(resolve(cwd, path))
  const folder = sampleBlogFolder()
  await prepareSampleBlog(join(appFolder, 'sample-blog'), folder)
  return openRepository(folder)
}

async function whereabouts(repository: LocalRepository): Promise<string> {
  return `${repository.workTree ?? repository.gitFolder} (branch ${await currentBranch(repository)})`
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

function readPort(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new UsageError(`“${text}” is no port: name a number from 0 to 65535.`)
  return port
}
