// npm run bench -- preview: how long a page of a large site takes, beside `jekyll build --incremental` where Jekyll is installed.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { readSite } from '../../src/jekyll/index.ts'
import { openSite } from '../../src/preview/index.ts'
import { siteOf } from '../jekyll/texts.ts'
import { keysOnScreen } from './preview/screen.ts'

const posts = 2000
const paragraph =
  'Some *words* of a post with a [link](https://example.org), `code` and {{ site.title }}, again and again. '
const body = (index: number): string =>
  Array.from({ length: 12 }, (_, at) => `## Part ${at} of ${index}\n\n${paragraph.repeat(4)}\n`).join('\n')

/** A site of many posts, with pictures beside them, in layouts like those of most blogs. */
function site(): Record<string, string> {
  const texts: Record<string, string> = {
    '_config.yml': 'title: Bench\nurl: https://example.org\nplugins: [jekyll-seo-tag, jekyll-feed]\n',
    '_layouts/default.html':
      '<html><head>{% seo %}{% feed_meta %}</head><body>{% include nav.html %}{{ content }}{% include foot.html %}</body></html>',
    '_layouts/post.html':
      '---\nlayout: default\n---\n<article><h1>{{ page.title | escape }}</h1><time>{{ page.date | date: "%b %-d, %Y" }}</time>{{ content }}</article>{% for post in site.related_posts limit: 3 %}<a href="{{ post.url | relative_url }}">{{ post.title }}</a>{% endfor %}<a href="{{ page.previous.url }}">{{ page.previous.title }}</a>',
    '_includes/nav.html':
      '<nav>{% for p in site.data.nav %}<a href="{{ p.url | relative_url }}">{{ p.name }}</a>{% endfor %}</nav>',
    '_includes/foot.html': '<footer>{{ site.posts.size }} {{ site.time | date: "%Y" }}</footer>',
    '_data/nav.yml': '- {name: Home, url: /}\n- {name: About, url: /about/}\n',
    'index.html':
      '---\nlayout: default\n---\n{% for post in site.posts limit: 10 %}<h2>{{ post.title }}</h2>{{ post.excerpt }}{% endfor %}',
  }
  for (let index = 0; index < posts; index += 1) {
    const day = new Date(Date.UTC(2010, 0, 1 + index)).toISOString().slice(0, 10)
    texts[`_posts/${day}-post-${index}.md`] =
      `---\nlayout: post\ntitle: "Post ${index}"\ntags: [a, b${index % 40}]\n---\n${body(index)}`
  }
  return texts
}

const milliseconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const median = (all: number[]): number => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN

const texts = site()
/** Pictures beside the posts, which nothing should read. */
const pictures = 26_000
const all = { ...texts }
for (let index = 0; index < pictures; index += 1) all[`assets/${index % 200}/picture-${index}.jpg`] = ''
const read = new Set<string>()
const given = siteOf(all)
const files: typeof given = {
  list: (folder) => given.list(folder),
  read: (name) => {
    read.add(name)
    return given.read(name)
  },
}
const path = Object.keys(texts).find((each) => each.endsWith('post-1000.md')) ?? ''
const start = performance.now()
const opened = await readSite(files)
const renderer = await openSite(opened, files)
const first = await milliseconds(() => renderer.render(path))
const untilFirst = performance.now() - start
const readForFirst = read.size
const warm: number[] = []
for (let key = 0; key < 200; key += 1) {
  const text = `${texts[path] ?? ''}\nTyped ${key}`
  warm.push(await milliseconds(() => renderer.render(path, text)))
}
const home = await milliseconds(() => renderer.render('index.html'))
const ours = median(warm)

function incremental(): number | undefined {
  if (spawnSync('jekyll', ['--version']).status !== 0) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-'))
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const build = (): void =>
    void spawnSync('jekyll', ['build', '--quiet', '--incremental', '-s', folder, '-d', `${folder}/_site`], {
      cwd: folder,
    })
  build()
  writeFileSync(join(folder, path), `${texts[path] ?? ''}\nTyped`)
  const start = performance.now()
  build()
  const took = performance.now() - start
  rmSync(folder, { recursive: true })
  return took
}

const theirs = incremental()
const screen = await keysOnScreen(texts, path)
const size = gzipSync(readFileSync(join(process.cwd(), rendererFile()))).length / 1024

function rendererFile(): string {
  const folder = 'dist/app/assets'
  return join(folder, readdirSync(folder).find((name) => name.startsWith('render-worker')) ?? '')
}

const line = (what: string, found: string, aim = ''): void =>
  console.log(`${what.padEnd(66)} ${found.padStart(12)}  ${aim}`)
const kept = `${String(Buffer.byteLength(texts[path] ?? ''))} bytes among ${posts} posts`
line(
  `${Object.keys(all).length} files: until the first page, the texts being there`,
  `${untilFirst.toFixed(0)} ms`,
  'at most 2000',
)
line('  files read for it', String(readForFirst), `${posts} posts, and what the page uses`)
line('  of which its own rendering', `${first.toFixed(1)} ms`)
line(`a post of ${kept}, again, in the worker`, `${ours.toFixed(2)} ms`, 'at most 16')
line('  the front page', `${home.toFixed(1)} ms`)
line('  from a key to the screen, median', `${median(screen).toFixed(1)} ms`, 'at most 100')
line('  the slowest of the keys', `${Math.max(...screen).toFixed(1)} ms`, 'at most 100')
if (theirs !== undefined)
  line('  jekyll build --incremental', `${theirs.toFixed(0)} ms`, `${(theirs / ours).toFixed(0)} times ours`)
line('the renderer without Sass and plugins, gzip', `${size.toFixed(1)} KB`, 'at most 70')
