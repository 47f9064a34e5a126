import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { listen } from '../../src/server/listen.ts'
import { Problem } from '../../src/server/index.ts'

function server(): Server {
  const made = createServer()
  onTestFinished(() => void made.close())
  return made
}

describe('listen', () => {
  it('takes the first free port from 4321 up', async () => {
    const [first, second] = [
      await listen(server(), '127.0.0.1', undefined),
      await listen(server(), '127.0.0.1', undefined),
    ]
    expect(first).toBeGreaterThanOrEqual(4321)
    expect(second).toBeGreaterThan(first)
  })

  it('takes the port asked for, or says that it is taken', async () => {
    const port = await listen(server(), '127.0.0.1', 0)
    const error: unknown = await listen(server(), '127.0.0.1', port).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Problem)
    expect(String(error)).toBe(
      `Problem: Port ${port} is taken by another program. Name another one (--port N), or none.`,
    )
  })

  it.each([0, undefined])('says that a host is not this computer, asked for port %s', async (port) => {
    await expect(listen(server(), '203.0.113.9', port)).rejects.toThrow(
      '203.0.113.9 is not an address of this computer.',
    )
  })
})
