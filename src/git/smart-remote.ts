import { readAdvertisement, type Advertisement } from './advertisement.ts'
import { lineage } from './ancestry.ts'
import { concat, type Bytes } from './bytes.ts'
import { broken, isDenied } from './errors.ts'
import type { Host } from './host.ts'
import { oidPattern, type Find } from './object.ts'
import { makePack, readPack, type OnObjects } from './pack.ts'
import { flush, packet, PacketReader, sideBandData } from './pkt-line.ts'
import { readReport, type PushReport } from './push-report.ts'
import { refOf, tipAmong, tipOf, type Ref } from './refs.ts'
import type { Brought, FetchRequest, PushRequest, ReadyPush, Remote } from './remote.ts'
import type { Credentials, Oid, Tip } from './repository.ts'
import {
  agent,
  bodyOfVersion0,
  bodyOfVersion2,
  command,
  readHistory,
  skipAcknowledgment,
  skipToPack,
  type History,
} from './upload-pack.ts'

/** The refs of a branch, asked for before it is known how the host lists them. */
interface Early {
  readonly branch: string | undefined
  readonly refs: Promise<Ref[]>
  readonly giveUp: () => void
}

const prefixesOf = (branch: string | undefined): string[] =>
  branch === undefined ? ['HEAD'] : ['HEAD', refOf(branch)]

/** A repository on its host, in the words of protocol version 2 (gitprotocol-v2) or, where the host has none, of version 0. */
export class SmartRemote implements Remote {
  readonly #host: Host
  #fetching: Promise<Advertisement> | undefined
  #pushing: Promise<Advertisement> | undefined
  #early: Early | undefined

  constructor(host: Host) {
    this.#host = host
  }

  signIn(credentials: Credentials | null): void {
    this.#host.signIn(credentials)
    this.#reset()
  }

  beside(address: string): SmartRemote {
    return new SmartRemote(this.#host.beside(address))
  }

  /** Whether the host lists nothing until asked, too. */
  async partial(): Promise<boolean> {
    const { version, capabilities } = await this.#advertisement()
    return version === 2 && (capabilities.get('fetch') ?? '').split(' ').includes('filter')
  }

  begin(branch?: string): void {
    if (this.#fetching) return
    this.#early = this.#listEarly(branch)
    this.#advertisement().catch(() => undefined) // told to whoever asks for the tip
  }

  async tip(branch?: string): Promise<Tip> {
    this.begin(branch)
    const begun = this.#early
    this.#early = undefined
    const early = begun?.branch === branch ? begun : undefined
    const { version, refs } = await this.#advertisement().catch((error: unknown) => {
      early?.giveUp()
      throw error
    })
    if (version === 0) {
      early?.giveUp()
      return tipOf(begun ? refs : await this.#refsAnew(), branch)
    }
    const first = (await early?.refs) ?? (await this.#listRefs(prefixesOf(branch)))
    return tipAmong(first, branch) ?? tipOf(await this.#listRefs(['HEAD', 'refs/heads/']), branch)
  }

  /**
   * Lists refs in the words of version 2 while the host still tells which it speaks: most speak that, and the answer is
   * taken for one only where the host then says so.
   */
  #listEarly(branch: string | undefined): Early {
    const controller = new AbortController()
    const refs = this.#readRefs(prefixesOf(branch), [], controller.signal)
    refs.catch(() => undefined) // told to whoever waits for it, if the host speaks so at all
    return { branch, refs, giveUp: () => controller.abort() }
  }

  async objects(
    request: FetchRequest,
    find: Find,
    onObjects: OnObjects,
    signal?: AbortSignal,
  ): Promise<Brought> {
    return { objects: await readPack(this.#fetch(request, signal), find, onObjects) }
  }

  /** A pack with what is wanted, as it comes; it ends without a throw only if its transport tells that it is whole. */
  async *#fetch(request: FetchRequest, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const { version } = await this.#advertisement()
    const body = version === 2 ? bodyOfVersion2(request) : bodyOfVersion0(request)
    const packets = new PacketReader(await this.#host.call('git-upload-pack', body, signal))
    try {
      await (version === 2 ? skipToPack(packets) : skipAcknowledgment(packets, request))
      yield* sideBandData(packets)
    } finally {
      packets.close()
    }
  }

  /** Asks what the host can do with a push, unless that is known. */
  async #preparePush(): Promise<Advertisement> {
    return (this.#pushing ??= this.#ask('git-receive-pack'))
  }

  /**
   * A push of nothing (git itself makes one to see whether it
   * is let in) has the browser ask for its leave to push to another origin, so that the push need not wait for that.
   */
  async rehearsePush(): Promise<void> {
    await this.#preparePush()
    if (!this.#host.isElsewhere) return
    const answer = await this.#host.call('git-receive-pack', flush)
    await answer.cancel()
  }

  async leads(from: Oid, to: Oid, find: Find): Promise<boolean> {
    try {
      if (!(await this.partial())) return true
      const found = await this.#history(to, from)
      if (found === 'unknown') return false
      const history = found === 'apart' ? await this.#history(to, from, { insist: true }) : found
      return typeof history === 'string' ? false : await leadsTo(from, to, history, find)
    } catch (error) {
      if (isDenied(error)) return true
      throw error
    }
  }

  /**
   * The commits of a tip that another one has not, without their files: the latest thousand. Where the host sees at once
   * that none of them leads there, it sends none unless we `insist`: `unknown`, it has no such other one; `apart`, it
   * finds no way (going by the dates of commits, which may be wrong). To be asked of a host that is `partial`.
   */
  async #history(tip: Oid, before: Oid, { insist = false } = {}): Promise<History | 'unknown' | 'apart'> {
    const body = command('fetch', [
      'no-progress',
      'ofs-delta',
      `want ${tip}`,
      `have ${before}`,
      'deepen 1000',
      'filter tree:0',
      ...(insist ? ['done'] : []),
    ])
    const packets = new PacketReader(await this.#host.call('git-upload-pack', body))
    try {
      return await readHistory(packets)
    } finally {
      packets.close()
    }
  }

  async prepare(request: PushRequest): Promise<ReadyPush> {
    const pack = await makePack(request.objects)
    return { head: request.new, objects: [], send: () => this.#push(request, pack) }
  }

  async #push(request: PushRequest, pack: Bytes): Promise<PushReport> {
    const { capabilities } = await this.#preparePush()
    const wanted = ['report-status', 'side-band-64k'].filter((name) => capabilities.has(name))
    const none = '0'.repeat(40)
    const command = `${request.old ?? none} ${request.new} ${refOf(request.branch)}\0 ${[...wanted, agent].join(' ')}`
    const body = concat([packet(command), flush, pack])
    const answer = await this.#host.call('git-receive-pack', body)
    return readReport(answer, refOf(request.branch), capabilities.has('side-band-64k'))
  }

  /** Asks the host anew who it is: after signing in as somebody else. */
  #reset(): void {
    this.#early?.giveUp()
    this.#fetching = this.#pushing = this.#early = undefined
  }

  async #advertisement(): Promise<Advertisement> {
    return (this.#fetching ??= this.#ask('git-upload-pack'))
  }

  async #ask(service: 'git-upload-pack' | 'git-receive-pack'): Promise<Advertisement> {
    try {
      return await readAdvertisement(await this.#host.advertisement(service))
    } catch (error) {
      this.#reset()
      throw error
    }
  }

  async #refsAnew(): Promise<readonly Ref[]> {
    this.#fetching = this.#ask('git-upload-pack')
    return (await this.#fetching).refs
  }

  async #listRefs(prefixes: readonly string[]): Promise<Ref[]> {
    const { capabilities } = await this.#advertisement()
    const unborn = (capabilities.get('ls-refs') ?? '').split(' ').includes('unborn')
    return this.#readRefs(prefixes, unborn ? ['unborn'] : [])
  }

  async #readRefs(
    prefixes: readonly string[],
    more: readonly string[],
    signal?: AbortSignal,
  ): Promise<Ref[]> {
    const lines = ['symrefs', 'peel', ...more, ...prefixes.map((prefix) => `ref-prefix ${prefix}`)]
    const body = command('ls-refs', lines)
    const packets = new PacketReader(await this.#host.call('git-upload-pack', body, signal))
    try {
      const { lines, mark } = await packets.section()
      if (mark !== 'flush') throw broken('The list of refs does not end as it should')
      return lines.map(parseRef)
    } finally {
      packets.close()
    }
  }
}

/** `<oid> <name>` or `unborn <name>`, then attributes. */
function parseRef(line: string): Ref {
  const [oid = '', name, ...attributes] = line.split(' ')
  const said = (key: string): string | undefined =>
    attributes.find((attribute) => attribute.startsWith(key))?.slice(key.length)
  const target = said('symref-target:')
  if (name === undefined || !(oid === 'unborn' || oidPattern.test(oid)))
    throw broken('The host lists a malformed ref')
  // of a tag that is an object of its own, what it stands for
  const meant = said('peeled:') ?? oid
  return { name, oid: oid === 'unborn' ? null : meant, ...(target !== undefined && { target }) }
}

async function leadsTo(from: Oid, to: Oid, { pack, ends }: History, find: Find): Promise<boolean> {
  const objects = await readPack(once(pack), find)
  const commits = new Map(objects.map((object) => [object.oid, object]))
  const { all } = await lineage([to], async (oid) => commits.get(oid) ?? find(oid))
  return all.has(from) || ends.some((oid) => commits.has(oid))
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
