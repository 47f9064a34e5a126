/** The way to a host: the platform's own `fetch`, or a function that behaves like it. */
export type Upstream = (url: string, init: UpstreamRequest) => Promise<Response>

/** What the relay asks of it: a redirect comes back as what it is, and the body is sent while it arrives. */
export interface UpstreamRequest {
  readonly method: 'GET' | 'POST'
  readonly headers: Headers
  readonly body: ReadableStream<Uint8Array> | string | null
  readonly signal: AbortSignal
  readonly redirect: 'manual'
  readonly duplex: 'half'
}

/** Thrown by an `Upstream` that looks where a name leads before it goes there: it leads into a network of its own. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress'
}
