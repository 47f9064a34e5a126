import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { git, isolated } from '../../git/repositories.ts'

/** A generated blog: how many posts, pictures and other texts, and how large one is, in bytes. */
export interface Plan {
  readonly name: string
  readonly posts: number
  readonly post: number
  readonly pictures: number
  readonly picture: number
  readonly others: number
}

export const plans: readonly Plan[] = [
  { name: 'small', posts: 60, post: 4000, pictures: 130, picture: 190_000, others: 60 },
  { name: 'middle', posts: 5000, post: 3000, pictures: 800, picture: 30_000, others: 200 },
  { name: 'large', posts: 3000, post: 4000, pictures: 24_800, picture: 4000, others: 200 },
]

/** Outside the tree: made once, used by every run. */
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'galley-bench-git')

/** The folder that holds `NAME.git`, made where it is not there yet. */
export async function madeRepository(plan: Plan): Promise<string> {
  const path = join(cache, `${plan.name}.git`)
  if (existsSync(path)) return path
  const work = `${path}.new`
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  git(work, 'init', '-q', '--bare', '-b', 'main')
  await fill(work, plan)
  git(work, 'repack', '-adqb')
  renameSync(work, path)
  return path
}

/** The same numbers at every run: a xorshift of 32 bits. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}

async function fill(repository: string, plan: Plan): Promise<void> {
  const child = spawn('git', ['fast-import', '--quiet'], { cwd: repository, env: isolated })
  const ended = new Promise<void>((done, fail) => {
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(`fast-import: ${code}`))))
  })
  const write = async (bytes: Buffer | string): Promise<void> => {
    if (!child.stdin.write(bytes)) await new Promise((done) => child.stdin.once('drain', done))
  }
  await write('commit refs/heads/main\ncommitter Nell <nell@example.org> 1700000000 +0000\ndata 5\nStart\n')
  for (const [path, content] of filesOf(plan)) {
    await write(`M 100644 inline ${path}\ndata ${content.length}\n`)
    await write(content)
    await write('\n')
  }
  child.stdin.end()
  await ended
}

function* filesOf({ posts, post, pictures, picture, others }: Plan): Generator<readonly [string, Buffer]> {
  const random = randomNumbers(42)
  yield ['_config.yml', Buffer.from('title: The Tide Tables\nurl: https://example.org\n')]
  for (let i = 0; i < posts; i++) {
    const day = new Date(Date.UTC(2010, 0, 1 + i)).toISOString().slice(0, 10)
    const head = `---\nlayout: post\ntitle: Title ${i}!\ntags: [${words(random, 3).join(', ')}]\n---\n\n`
    yield [`_posts/${day}-post-${i}.md`, Buffer.from(head + prose(random, post))]
  }
  for (let i = 0; i < pictures; i++) {
    yield [`assets/images/${i % 40}/picture-${i}.jpg`, noise(random, picture)]
  }
  for (let i = 0; i < others; i++) {
    const folder = ['_includes', '_layouts', '_data', '_sass'][i % 4] ?? '_data'
    const ending = { _data: 'yml', _sass: 'scss' }[folder] ?? 'html'
    yield [`${folder}/file-${i}.${ending}`, Buffer.from(`# ${prose(random, 1500)}`)]
  }
}

const roots =
  'tide moon ship rope sail gull fog wave harbor net eel crab light wind sand salt buoy oar pier reef'
const vocabulary = roots.split(' ').flatMap((one) => ['', 's', 'ed', 'ing', 'er'].map((end) => one + end))

const words = (random: () => number, count: number): string[] =>
  Array.from({ length: count }, () => vocabulary[random() % vocabulary.length] ?? '')

/** Paragraphs of so many bytes. */
function prose(random: () => number, length: number): string {
  let text = ''
  while (text.length < length) text += `${words(random, 12 + (random() % 60)).join(' ')}.\n\n`
  return text.slice(0, length).trimEnd() + '\n'
}

/** What does not get smaller by packing, like a photograph. */
function noise(random: () => number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let at = 0; at + 4 <= length; at += 4) bytes.writeUInt32LE(random(), at)
  return bytes
}
