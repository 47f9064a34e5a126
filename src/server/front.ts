import { Problem } from './problem.ts'

/** Where the world finds the server: behind a proxy it has another name, and may lie in a folder there. */
export interface Front {
  /** `https://blog.example` */
  readonly origin: string
  /** As a request names it. */
  readonly host: string
  /** `/admin/` or `/` */
  readonly path: string
  /** Whether it is https. */
  readonly isSafe: boolean
}

/** Reads `https://blog.example/admin/`. Throws a Problem for what is no such address. */
export function readFront(address: string): Front {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    url.search !== '' ||
    url.hash !== '' ||
    url.username !== ''
  )
    throw new Problem(
      `“${address}” is not where a browser finds a page. Name it like https://blog.example/admin/`,
    )
  const path = url.pathname.replace(/\/*$/, '/')
  return { origin: url.origin, host: url.host, path, isSafe: url.protocol === 'https:' }
}

/** What is asked for, whether the proxy leaves the folder's name on it or takes it off. */
export function withoutFront({ path }: Front, asked: string): string {
  return path !== '/' && asked.startsWith(path) ? asked.slice(path.length - 1) : asked
}
