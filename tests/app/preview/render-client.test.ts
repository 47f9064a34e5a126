import { afterEach, describe, expect, it, vi } from 'vitest'
import { RenderClient, TooSlow, type Renderer } from '../../../src/app/preview/render-client.ts'
import type { Line, SiteSketch } from '../../../src/preview/index.ts'
import { servePages } from '../../../src/preview/serve.ts'

const encoder = new TextEncoder()

/** The near end of a line at whose far end somebody serves, or only listens. */
function lineTo(serve: ((line: Line) => void) | undefined, ended: () => void): Renderer {
  const { port1, port2 } = new MessageChannel()
  const endOf = (port: MessagePort): Line => ({
    postMessage: (message) => port.postMessage(message),
    addEventListener: (type, listener) => {
      port.addEventListener(type, listener)
      port.start()
    },
  })
  serve?.(endOf(port2))
  const terminate = (): void => {
    port1.close()
    ended()
  }
  return { ...endOf(port1), terminate }
}

function clientOf(texts: Record<string, string>, serve: typeof servePages | undefined) {
  const ended: number[] = []
  let started = 0
  const asked: string[][] = []
  const posts = (): SiteSketch['posts'] =>
    Object.entries(texts)
      .filter(([path]) => path.startsWith('_posts/'))
      .map(([path, text]) => ({ path, text: /^---\n[^]*?---\n/.exec(text)?.[0] ?? '' }))
  const client = new RenderClient({
    start: () => {
      const number = (started += 1)
      return lineTo(serve, () => ended.push(number))
    },
    sketch: () => ({ paths: Object.keys(texts), posts: posts(), drafts: [], documents: [] }),
    readAll: async (paths) => {
      asked.push([...paths])
      return new Map(
        paths.flatMap((path) => (texts[path] === undefined ? [] : [[path, encoder.encode(texts[path])]])),
      )
    },
  })
  return { client, asked, ended, started: () => started }
}

const texts = {
  '_config.yml': 'title: Walks\n',
  '_layouts/post.html':
    '<h1>{{ page.title }}</h1>{{ content }}{% include foot.html %}{{ page.previous.title }}',
  '_includes/foot.html': '<footer>{{ site.title }}</footer>',
  '_includes/unused.html': 'unused',
  '_posts/2026-01-01-a.md': '---\nlayout: post\ntitle: A\n---\nText of A.\n',
  '_posts/2026-01-02-b.md': '---\nlayout: post\ntitle: B\n---\nText of B.\n',
  'a.css': 'a {}',
  'b.scss': '---\n---\n.b { width: 2px * 3 }',
}

describe('the renderer at the other end of a line', () => {
  it('makes a page of what is typed, reads what the page uses, and finds files and pages', async () => {
    const { client, asked } = clientOf(texts, servePages)
    const page = await client.ask(
      'page',
      '_posts/2026-01-02-b.md',
      '---\nlayout: post\ntitle: New\n---\nTyped.\n',
    )
    expect(page.html).toBe('<h1>New</h1><p>Typed.</p>\n<footer>Walks</footer>A')
    expect(page.url).toBe('/2026/01/02/b.html')
    expect(asked.flat()).not.toContain('_includes/unused.html')
    expect(await client.ask('asset', 'a.css')).toEqual({ path: 'a.css' })
    expect(await client.ask('asset', 'b.css')).toEqual({ sass: 'b.scss' })
    expect(await client.ask('styles', 'b.css')).toEqual({ text: '.b{width:6px}' })
    expect(await client.ask('file', '2026/01/01/a.html')).toBe('_posts/2026-01-01-a.md')
    client.close()
  })

  it('hears what changed', async () => {
    const mine: Record<string, string> = { ...texts }
    const { client } = clientOf(mine, servePages)
    const render = async (): Promise<string> => (await client.ask('page', '_posts/2026-01-01-a.md')).html
    expect(await render()).toContain('<footer>Walks</footer>')
    mine['_includes/foot.html'] = '<footer>Changed</footer>'
    client.changed(['_includes/foot.html'])
    expect(await render()).toContain('<footer>Changed</footer>')
    mine['_posts/2025-01-01-old.md'] = '---\ntitle: Older\n---\n'
    client.reopen()
    expect(await render()).toContain('Older')
    client.close()
  })
})

/** A renderer that says how long it may be silent, again and again. */
const saying =
  (every: number): typeof servePages =>
  (line) => {
    const say = (): void => line.postMessage({ patience: 2000 })
    line.addEventListener('message', (event) => {
      if ('open' in (event.data as object)) say()
    })
    if (every > 0) setInterval(say, every)
  }

describe('a renderer that is silent', () => {
  afterEach(() => vi.useRealTimers())

  /** Milliseconds after which a page is said to have no end, in steps of 100. */
  async function untilGivenUp(serve: typeof servePages): Promise<number> {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'performance'] })
    const { client, ended } = clientOf(texts, serve)
    const answer = expect(client.ask('page', '_posts/2026-01-01-a.md')).rejects.toBeInstanceOf(TooSlow)
    let waited = 0
    while (ended.length === 0 && waited < 60_000) {
      vi.advanceTimersByTime(100)
      waited += 100
      await new Promise((resolve) => setImmediate(resolve)) // what was said comes
    }
    await answer
    return waited
  }

  it('is waited for no longer than two seconds, from the first page on', async () => {
    expect(await untilGivenUp(saying(0))).toBeLessThan(2500)
  })

  it('is waited for while it says that it is at work, as a slow device with a large site does, but not for ever', async () => {
    const waited = await untilGivenUp(saying(1000))
    expect(waited).toBeGreaterThan(14_000)
    expect(waited).toBeLessThan(17_000)
  })

  it('is ended, and started anew by the next question', async () => {
    vi.useFakeTimers()
    const { client, ended, started } = clientOf(texts, undefined)
    const answer = expect(client.ask('page', '_posts/2026-01-01-a.md')).rejects.toBeInstanceOf(TooSlow)
    await vi.advanceTimersByTimeAsync(120_000)
    await answer
    expect(ended).toEqual([1])
    const next = expect(client.ask('page', '_posts/2026-01-01-a.md')).rejects.toThrow('closed')
    expect(started()).toBe(2)
    client.close()
    await next
  })
})
