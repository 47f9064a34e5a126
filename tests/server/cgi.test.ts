import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { CgiPrograms } from '../../src/server/cgi.ts'
import { makePipes, temporaryFolder } from './running.ts'

const head = `printf 'Status: 200 OK\\r\\nContent-Type: text/plain\\r\\nX-Other: 1\\r\\n\\r\\n'`

function start(script: string, options: { finishes?: boolean; body?: ReadableStream<Uint8Array> } = {}) {
  const cwd = temporaryFolder()
  makePipes(cwd, 'gate')
  const complaints: string[] = []
  const programs = new CgiPrograms((line) => complaints.push(line))
  onTestFinished(() => programs.close())
  const client = new AbortController()
  const { finishes = false, body = null } = options
  const environment = { PATH: process.env.PATH, GREETING: 'hello' }
  const request = { program: ['sh', '-c', script] as const, cwd, environment, body, finishes }
  return { cwd, client, complaints, programs, answer: programs.run({ ...request, signal: client.signal }) }
}

/** A body whose end the test decides. */
function openBody() {
  let control: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      control = controller
      controller.enqueue(new TextEncoder().encode('part'))
    },
  })
  return { body, end: () => control?.close(), fail: () => control?.error(new Error('gone')) }
}

const text = (body: string) => new Blob([body]).stream()
const read = async (reader: ReadableStreamDefaultReader<Uint8Array>) =>
  Buffer.from((await reader.read()).value ?? []).toString()
const readerOf = async (answer: Promise<Response>) => {
  const { body } = await answer
  if (body === null) throw new Error('no body')
  return body.getReader()
}

describe('a CGI program', () => {
  it('gets the body and the environment, and answers with its status and headers', async () => {
    const { answer } = start(`printf 'Status: 403 No\\nContent-Type: text/x\\n\\n'; echo $GREETING; cat`, {
      body: text('there'),
    })
    const response = await answer
    expect(response.status).toBe(403)
    expect([...response.headers]).toEqual([['content-type', 'text/x']])
    expect(await response.text()).toBe('hello\nthere')
  })

  it('may fail after its own words, which arrive', async () => {
    const { answer, complaints, programs } = start(`${head}; echo refused; echo oh >&2; exit 128`)
    expect(await (await answer).text()).toBe('refused\n')
    await programs.close()
    expect(complaints).toEqual(['oh'])
  })

  it.each([
    ['says nothing', 'exit 1'],
    ['never ends its headers', 'yes'],
    ['is not there', 'exec /nowhere'],
  ])('that %s is an error of the server', async (_, script) => {
    expect((await start(script).answer).status).toBe(500)
  })

  it('that cannot be started is an error of the server', async () => {
    const programs = new CgiPrograms(() => undefined)
    const { signal } = new AbortController()
    const request = { program: ['/nowhere'] as const, cwd: '/', environment: {}, body: null, finishes: true }
    expect((await programs.run({ ...request, signal })).status).toBe(500)
    await programs.close()
  })
})

describe('when the client goes', () => {
  it('what only reads is killed with what it started, and its answer does not look complete', async () => {
    const { answer, client } = start(`${head}; echo start; cat gate & wait`)
    const reader = await readerOf(answer)
    expect(await read(reader)).toBe('start\n')
    client.abort()
    await expect(reader.read()).rejects.toThrow('Git was stopped.')
  })

  it('it is killed when nobody reads its answer', async () => {
    const { answer, programs } = start(`${head}; cat gate`)
    await (await answer).body?.cancel()
    await programs.close()
  })

  it('a push that has arrived is finished', async () => {
    const { body, end } = openBody()
    const script = `${head}; cat; cat gate; seq 100000; touch done`
    const { answer, client, cwd, programs } = start(script, { finishes: true, body })
    const reader = await readerOf(answer)
    expect(await read(reader)).toBe('part')
    end()
    await writeFile(join(cwd, 'gate'), 'go')
    expect(await read(reader)).toMatch(/^go/)
    client.abort()
    await reader.cancel()
    await programs.close()
    expect(existsSync(join(cwd, 'done'))).toBe(true)
  })

  it('a push that has not arrived is killed', async () => {
    const { body, fail } = openBody()
    const { answer, client, cwd, programs } = start(`${head}; cat; touch done`, { finishes: true, body })
    const reader = await readerOf(answer)
    expect(await read(reader)).toBe('part')
    client.abort()
    fail()
    await expect(reader.read()).rejects.toThrow('Git was stopped.')
    await programs.close()
    expect(existsSync(join(cwd, 'done'))).toBe(false)
  })
})
