import { describe, expect, it } from 'vitest'
import { isPublicAddress } from '../../../src/server/relay/public-address.ts'
import { nodeUpstream } from '../../../src/server/relay/node-upstream.ts'
import type { Address } from '../../../src/server/relay/node-upstream.ts'
import { ForbiddenAddress } from '../../../src/server/relay/upstream.ts'
import { here, name, page, startHost, startRelay } from './host.ts'

const plain = (): { signal: AbortSignal; headers: Headers } => ({
  signal: new AbortController().signal,
  headers: new Headers(),
})
const get = { method: 'GET', body: null, redirect: 'manual', duplex: 'half' } as const

const own =
  '0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.255 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 ' +
  ':: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1 fc00::1 fd12::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 2001:db8::1 2001::1 2002:7f00:1::1 3fff::1 ' +
  'localhost 127.1 0x7f000001 2130706433 0177.0.0.1'

describe('an address of the open network', () => {
  it.each(own.split(' '))('is not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each(['140.82.121.4', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:50c0:8000::153', '2a00:1450::1'])(
    'is %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )
})

describe('the way to a host', () => {
  it.each([
    ['this computer', ['127.0.0.1']],
    ['a private network', ['10.1.2.3']],
    ['the cloud’s own data', ['169.254.169.254']],
    ['an open address and a private one', ['140.82.121.4', '10.0.0.1']],
    ['this computer, mapped', ['::ffff:127.0.0.1']],
    ['nowhere', []],
  ])('is not gone where its name leads to %s', async (_, addresses) => {
    const resolve = (): Promise<readonly Address[]> =>
      Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))
    const asked = nodeUpstream({ resolve })(`https://${name}/`, { ...get, ...plain() })
    await expect(asked).rejects.toBeInstanceOf(ForbiddenAddress)
  })

  it('is not gone to this computer by its own name, which the system looks up', async () => {
    await expect(nodeUpstream()('https://localhost/', { ...get, ...plain() })).rejects.toBeInstanceOf(
      ForbiddenAddress,
    )
  })

  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.1/',
    'http://git.example/',
    'https://[::ffff:7f00:1]/',
  ])('is not gone to %s', async (address) => {
    const upstream = nodeUpstream({ isAllowed: () => true })
    await expect(upstream(address, { ...get, ...plain() })).rejects.toBeInstanceOf(ForbiddenAddress)
  })

  it('asks for a name once, and goes to that very answer', async () => {
    let asked = 0
    let seen = ''
    const host = await startHost((message, response) => {
      seen = message.headers.host ?? ''
      response.writeHead(200, { 'Content-Type': 'application/x-git-upload-pack-advertisement' }).end('refs')
    })
    const resolve = (): Promise<readonly Address[]> =>
      Promise.resolve(asked++ === 0 ? here : [{ address: '127.0.0.2', family: 4 }])
    const isAllowed = (address: string): boolean => address === '127.0.0.1'
    const relay = await startRelay({ ...host, resolve, isAllowed })
    const ask = (): Promise<Response> =>
      fetch(`${relay.address}/git/${name}/a/info/refs?service=git-upload-pack`, { headers: { Origin: page } })
    expect(await (await ask()).text()).toBe('refs')
    expect([asked, seen.split(':')[0]]).toEqual([1, name])
  })

  it('does not trust a host that another name was given to', async () => {
    const host = await startHost((_, response) => response.end('mine'))
    const asked = nodeUpstream(host)('https://other.example/', { ...get, ...plain() })
    await expect(asked).rejects.toThrow(/altnames/)
  })
})
