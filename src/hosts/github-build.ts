import { given, type Answer } from './answer.ts'
import type { Build } from './hosting.ts'
import { encodedPath } from './listing.ts'
import type { HostInterface } from './request.ts'

/**
 * What became of a commit: the build of GitHub Pages itself where it is of this commit, else its checks, among which are the
 * jobs of Actions. What the token may not see is left out.
 */
export async function githubBuild(host: HostInterface, path: string, commit: string): Promise<Build> {
  const repository = `/repos/${encodedPath(path)}`
  const pages = await host.find(`${repository}/pages`)
  const page = given({ page: pages?.at('html_url').url })
  const built = pages && (await host.find(`${repository}/pages/builds/latest`))
  const isOurs = built?.at('commit').text === commit && pages?.at('build_type').text !== 'workflow'
  const pagesBuild = built && isOurs ? builtByPages(built) : undefined
  if (pagesBuild?.state === 'done') return { ...pagesBuild, ...page }
  const checks = await checksOf(host, repository, commit)
  const told = checks.state === 'unknown' ? (pagesBuild ?? checks) : checks
  const message = told.message ?? pagesBuild?.message
  return { ...told, ...given({ message }), ...page }
}

const states: Readonly<Record<string, Build['state']>> = {
  queued: 'waiting',
  building: 'running',
  built: 'done',
  errored: 'failed',
}

function builtByPages(build: Answer): Build {
  const message = build.at('error', 'message').text
  return { state: build.at('status').among(states) ?? 'unknown', ...given({ message }) }
}

const failures = ['failure', 'timed_out', 'cancelled', 'action_required', 'startup_failure']

/** A token may see the jobs of Actions where it may not see all checks of a private repository. */
async function checksOf(host: HostInterface, repository: string, commit: string): Promise<Build> {
  const query = { per_page: 100, filter: 'latest' }
  const checks = await host.find(`${repository}/commits/${encodeURIComponent(commit)}/check-runs`, query)
  if (checks) return together(checks.at('check_runs').list, (run) => failureOf(host, repository, run))
  const actions = await host.find(`${repository}/actions/runs`, { head_sha: commit, per_page: 100 })
  return together(actions?.at('workflow_runs').list ?? [], (run) => failingStep(host, repository, run))
}

async function together(runs: readonly Answer[], failure: (run: Answer) => Promise<string>): Promise<Build> {
  const failed = runs.find((run) => failures.includes(run.at('conclusion').text))
  if (failed) {
    const message = await failure(failed)
    return { state: 'failed', ...given({ message, url: failed.at('html_url').url }) }
  }
  const open = runs.filter((run) => run.at('status').text !== 'completed')
  const url = given({ url: (open[0] ?? runs[0])?.at('html_url').url })
  if (runs.length === 0) return { state: 'unknown' }
  if (open.length === 0) return { state: 'done', ...url }
  return {
    state: open.some((run) => run.at('status').text === 'in_progress') ? 'running' : 'waiting',
    ...url,
  }
}

/** What a job says of its failure is in its annotations; a check of others says it in its output. */
async function failureOf(host: HostInterface, repository: string, run: Answer): Promise<string> {
  const notes = await host.find(`${repository}/check-runs/${run.at('id').text}/annotations`, {
    per_page: 100,
  })
  const failing = (notes?.list ?? []).filter((note) => note.at('annotation_level').text === 'failure')
  const words = failing
    .map((note) => note.at('message').text)
    .filter((text) => !/exit code \d+\.?$/.test(text))
  const said = [words.join('\n'), run.at('output', 'summary').text, run.at('output', 'title').text]
  return (said.find((text) => text !== '') ?? run.at('name').text).slice(0, 2000)
}

async function failingStep(host: HostInterface, repository: string, run: Answer): Promise<string> {
  const told = await host.find(`${repository}/actions/runs/${run.at('id').text}/jobs`, { per_page: 100 })
  const jobs = told?.at('jobs').list ?? []
  const job = jobs.find((one) => failures.includes(one.at('conclusion').text))
  const step = job?.at('steps').list.find((one) => failures.includes(one.at('conclusion').text))
  const words = [job?.at('name').text ?? run.at('name').text, step?.at('name').text ?? '']
  return words.filter((text) => text !== '').join(': ')
}
