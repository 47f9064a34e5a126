import { prepare, type Refused } from './drawing.ts'

/** What the page asks: a file and how wide its picture may be. */
export interface Order {
  readonly file: Blob
  readonly width: number
}

interface Scope {
  addEventListener(type: 'message', listener: (event: MessageEvent<Order>) => void): void
  postMessage(message: unknown, transfer: Transferable[]): void
}

const scope = globalThis as unknown as Scope

scope.addEventListener('message', ({ data: { file, width } }) => {
  const given = prepare(file, width).catch((): Refused => 'not-a-picture')
  void given.then((made) => {
    scope.postMessage(made, typeof made === 'string' ? [] : [made.bytes.buffer])
  })
})
