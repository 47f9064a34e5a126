import { HostError } from './hosting.ts'
import type { HostService } from './service.ts'

type Method = keyof HostService
interface Call {
  readonly id: number
  readonly method: Method
  readonly args: readonly unknown[]
}
type Answer = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: Told }
/** An error as it travels. */
type Told = { readonly message: string } & Partial<Pick<HostError, 'code' | 'data'>>

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

const methods: readonly Method[] = [
  'look',
  'find',
  'signIn',
  'keep',
  'begin',
  'enter',
  'giveUp',
  'account',
  'access',
  'signOut',
  'ask',
]

/** The hosts' service in the worker, as if it were here. What it throws arrives as a `HostError` with its code and data. */
export function connectHosts(port: MessagePort): HostService {
  const waiting = new Map<number, Waiting>()
  port.onmessage = ({ data }: MessageEvent<Answer>) => {
    const call = waiting.get(data.id)
    waiting.delete(data.id)
    if ('error' in data) call?.reject(errorFrom(data.error))
    else call?.resolve(data.value)
  }
  let last = 0
  const call = (method: Method, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++last
      waiting.set(id, { resolve, reject })
      port.postMessage({ id, method, args } satisfies Call)
    })
  const made = methods.map((method) => [method, (...args: readonly unknown[]) => call(method, args)])
  return Object.fromEntries(made) as HostService
}

/** The worker's side: answers what comes through the port. The service is opened for the first call. */
export function serveHosts(port: MessagePort, open: () => Promise<HostService>): void {
  port.onmessage = ({ data }: MessageEvent<Call>) => void answer(port, open, data)
}

async function answer(
  port: MessagePort,
  open: () => Promise<HostService>,
  { id, method, args }: Call,
): Promise<void> {
  try {
    const service = await open()
    const run = service[method].bind(service) as (...args: readonly unknown[]) => Promise<unknown>
    port.postMessage({ id, value: await run(...args) } satisfies Answer)
  } catch (error) {
    port.postMessage({ id, error: told(error) } satisfies Answer)
  }
}

function told(error: unknown): Told {
  if (error instanceof HostError) return { message: error.message, code: error.code, data: error.data }
  return { message: error instanceof Error ? error.name : 'Error' }
}

function errorFrom({ code, data, message }: Told): Error {
  return code === undefined ? new Error(message) : new HostError(code, message, data)
}
