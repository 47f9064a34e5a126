import { readFile } from 'node:fs/promises'
import { Problem } from '../server/index.ts'
import { UsageError } from './arguments.ts'
import type { Terminal } from './terminal.ts'

const help = `Galley: a word processor for Jekyll blogs that changes only what you edit.

galley serve [PATH] [--port N] [--host H] [--open] [--no-blog] [--relay HOSTS] [--origin ADDRESS] [--trust-proxy]
    Serves the app and the Jekyll repository at PATH (a work tree or a bare one; without PATH a sample blog; none with
    --no-blog) on this computer, from port 4321 up. --open opens the browser. --relay serves the relay to these hosts beside
    the app (github.com,bitbucket.org). Behind a proxy --origin names where the world finds it (https://blog.example/admin/),
    and --trust-proxy believes the proxy who asks (X-Forwarded-For).

galley roundtrip IN OUT
    Opens every Markdown file below IN as the editor does and saves it unedited below OUT.

galley html IN OUT
    Writes the HTML that kramdown makes of every Markdown file below IN to the same path below OUT.

galley render SITE OUT [--drafts] [--now TIME] [--theme FOLDER]
    Writes every page of the Jekyll site at SITE below OUT, as Jekyll would, but for styles and files without front matter.
    FOLDER has the theme that the site borrows, where it borrows one.

galley edits IN [--seed N] [--count N]
    Makes N random edits in every Markdown file below IN and checks what would be saved. Writes nothing.

galley --help, galley --version`

type Command = (args: readonly string[], terminal: Terminal) => Promise<number>

/** Each command loads what it needs when it is called. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  roundtrip: async () => (await import('./roundtrip.ts')).roundtrip,
  edits: async () => (await import('./edits/index.ts')).edits,
  render: async () => (await import('./render.ts')).render,
  html: async () => (await import('./html.ts')).html,
}

/**
 * Runs the command that `args` names and resolves to the exit code: 0 when all went well, 1 when something did not,
 * 2 when the command line makes no sense. What can be expected to go wrong is said in one line.
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(args, terminal)
  } catch (error) {
    if (error instanceof UsageError) terminal.err(`${error.message} See galley --help.`)
    else if (error instanceof Problem) terminal.err(error.message)
    else throw error
    return error instanceof UsageError ? 2 : 1
  }
}

async function dispatch([name, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  if (name === undefined) throw new UsageError('galley needs the name of a command.')
  if (name === '--version' || name === '-v') return say(await version(terminal), terminal)
  if (asksForHelp(name) || rest.some(asksForHelp)) return say(help, terminal)
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load === undefined) throw new UsageError(`galley has no command “${name}”.`)
  const command = await load()
  return command(rest, terminal)
}

function asksForHelp(argument: string): boolean {
  return argument === '--help' || argument === '-h' || argument === 'help'
}

function say(text: string, { out }: Terminal): number {
  out(text)
  return 0
}

async function version({ packageFile }: Terminal): Promise<string> {
  const about: unknown = JSON.parse(await readFile(packageFile, 'utf8'))
  const isPackage = typeof about === 'object' && about !== null && 'version' in about
  return isPackage ? `galley ${String(about.version)}` : 'galley'
}
