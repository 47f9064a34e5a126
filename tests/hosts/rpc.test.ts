import { afterEach, describe, expect, it } from 'vitest'
import { HostError } from '../../src/hosts/hosting.ts'
import { SignedIn } from '../../src/hosts/passes.ts'
import { connectHosts, serveHosts } from '../../src/hosts/rpc.ts'
import type { HostService } from '../../src/hosts/service.ts'
import { openKeyring } from '../../src/hosts/keyring.ts'
import { makeRepository, temporaryFolder } from '../git/repositories.ts'
import { startGitea } from './servers/gitea.ts'

const ports: MessagePort[] = []
afterEach(() => ports.splice(0).forEach((port) => port.close()))

/** Both ends, and all that came back to the page. */
function connect(open: () => Promise<HostService>): {
  hosts: HostService
  page: MessagePort
  heard: unknown[]
} {
  const { port1, port2 } = new MessageChannel()
  const heard: unknown[] = []
  serveHosts(port2, open)
  const hosts = connectHosts(port1)
  port1.addEventListener('message', ({ data }) => heard.push(data))
  ports.push(port1, port2)
  return { hosts, page: port1, heard }
}

/** One for all calls, as the worker has it. */
const own = new SignedIn({ relay: '', guest: false }, undefined, openKeyring({ name: 'rpc' }))
const service = (): Promise<HostService> => Promise.resolve(own)

describe('hosts behind a line', () => {
  it('answer as if they were here, and no answer holds what was typed', async () => {
    const folder = temporaryFolder()
    const bare = makeRepository(folder.path, { 'a.md': 'A' })
    const host = await startGitea({
      tokens: { 'Sallow-tide-4711': 'ada' },
      repositories: { 'ada/blog': { folder: bare, writers: ['ada'] } },
    })
    const blog = `${host.origin}/ada/blog`
    const { hosts, heard } = connect(service)
    expect(await hosts.look(blog)).toMatchObject({ host: { kind: 'gitea' } })
    const typed = { username: '', password: 'Sallow-tide-4711' }
    expect(await hosts.signIn(blog, typed)).toMatchObject({ canPush: true })
    await hosts.keep(blog, 'tab')
    expect(await hosts.account(blog)).toMatchObject({ person: { login: 'ada' } })
    expect(await hosts.ask(blog, 'person')).toMatchObject({ login: 'ada' })
    host.fault = ({ authorization }) => ({
      status: 400,
      json: { message: `What is ${authorization ?? ''}?` },
    })
    await expect(hosts.ask(blog, 'person')).rejects.toMatchObject({
      code: 'broken',
      data: { message: 'What is token …?' },
    })
    await hosts.signOut(blog)
    expect(await hosts.account(blog)).toBeUndefined()
    expect(heard.length).toBeGreaterThan(7)
    expect(JSON.stringify(heard)).not.toContain('Sallow')
    await host.close()
    folder.remove()
  })

  it('fail with their code and data; of any other error only what kind it is', async () => {
    const { hosts } = connect(service)
    const failing = hosts.ask('https://github.com/ada/blog', 'person')
    await expect(failing).rejects.toBeInstanceOf(HostError)
    await expect(failing).rejects.toMatchObject({ code: 'unauthorized' })
    const broken = connect(() => Promise.reject(new TypeError('with a Sallow-tide-4711 in it')))
    await expect(broken.hosts.look('https://github.com')).rejects.toEqual(new Error('TypeError'))
    expect(JSON.stringify(broken.heard)).not.toContain('Sallow')
  })

  it('answer each question, in whichever order; what nobody asked is heard by nobody', async () => {
    const { hosts, page } = connect(service)
    const [one, two] = [hosts.look('https://github.com/ada/blog'), hosts.look('https://gitlab.com/ada/blog')]
    page.dispatchEvent(new MessageEvent('message', { data: { id: 99, value: 'forged' } }))
    const odd: unknown = JSON.parse('{"id":98,"__proto__":{"polluted":1},"error":{"message":"x"}}')
    page.dispatchEvent(new MessageEvent('message', { data: odd }))
    expect((await two).host.kind).toBe('gitlab')
    expect((await one).host.kind).toBe('github')
    expect('polluted' in {}).toBe(false)
  })

  it.each(['__proto__', 'constructor', 'none', ''])('have nothing called %j to be asked', async (method) => {
    const { page, heard, hosts } = connect(service)
    page.postMessage({ id: 77, method, args: [] })
    await hosts.look('https://github.com/ada/blog')
    const [told] = heard.filter((each) => (each as { id: number }).id === 77)
    expect(told).toMatchObject({ id: 77, error: { message: 'TypeError' } })
  })
})
