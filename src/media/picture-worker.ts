import { prepare, shrink, type Refused } from './drawing.ts'

/** What the page asks: a file and how wide its picture may be. */
export interface Order {
  readonly file: Blob
  readonly width: number
}

/** A picture that is to be shown among many. */
export interface SmallOrder {
  readonly small: Blob
}

interface Scope {
  addEventListener(type: 'message', listener: (event: MessageEvent<Order | SmallOrder>) => void): void
  postMessage(message: unknown, transfer: Transferable[]): void
}

const scope = globalThis as unknown as Scope

scope.addEventListener('message', ({ data: order }) => {
  const made = 'small' in order ? shrink(order.small) : prepared(order)
  void made.then((picture) => {
    scope.postMessage(picture, typeof picture === 'object' ? [picture.bytes.buffer] : [])
  })
})

const prepared = ({ file, width }: Order): ReturnType<typeof prepare> =>
  prepare(file, width).catch((): Refused => 'not-a-picture')
