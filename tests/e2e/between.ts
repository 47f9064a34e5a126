import { startProxy, type Passing, type Proxy } from '../git/proxy.ts'
import { test as base } from './galley.ts'

/** A proxy that stands between the browser and a server. */
export const test = base.extend<{ between: (address: string) => Promise<Proxy> }>({
  between: async ({ browserName: _anyBrowser }, use) => {
    const started: Proxy[] = []
    await use(async (address) => {
      const proxy = await startProxy(address)
      started.push(proxy)
      return proxy
    })
    for (const proxy of started) await proxy.stop()
  },
})

export const isGit = ({ path }: Passing): boolean => path.startsWith('/git/')
export const isPush = ({ method, path }: Passing): boolean =>
  method === 'POST' && path.endsWith('/git-receive-pack')
