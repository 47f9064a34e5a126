import { readAdvertisement, type Advertisement } from './advertisement.ts'
import { concat, type Bytes } from './bytes.ts'
import { broken } from './errors.ts'
import type { Host } from './host.ts'
import { oidPattern } from './object.ts'
import { delimiter, flush, packet, PacketReader, readSideBand, sideBandData } from './pkt-line.ts'
import { readReport, type PushReport } from './push-report.ts'
import { refOf, tipAmong, tipOf, type Ref } from './refs.ts'
import type { Oid, Tip } from './repository.ts'

const agent = 'agent=galley'

export interface FetchRequest {
  readonly wants: readonly Oid[]
  /** A shallow commit that we hold with all its trees: the answer builds on it. */
  readonly have?: Oid
  /** Only the wanted commits, not what was before them. */
  readonly shallow?: boolean
  /** Commits and trees, but no files. */
  readonly withoutBlobs?: boolean
}

/** Commits as a pack. */
export interface History {
  readonly pack: Bytes
  /** Those at which the host stopped, though more leads up to them. */
  readonly ends: readonly Oid[]
}

export interface PushRequest {
  readonly branch: string
  /** What the branch must hold for the push to be taken; null: it must not exist. */
  readonly old: Oid | null
  readonly new: Oid
  readonly pack: Bytes
}

/** The refs of a branch, asked for before it is known how the host lists them. */
interface Early {
  readonly branch: string | undefined
  readonly refs: Promise<Ref[]>
  readonly giveUp: () => void
}

const prefixesOf = (branch: string | undefined): string[] =>
  branch === undefined ? ['HEAD'] : ['HEAD', refOf(branch)]

/** A repository on its host, in the words of protocol version 2 (gitprotocol-v2) or, where the host has none, of version 0. */
export class Remote {
  readonly #host: Host
  #fetching: Promise<Advertisement> | undefined
  #pushing: Promise<Advertisement> | undefined
  #early: Early | undefined

  constructor(host: Host) {
    this.#host = host
  }

  /** Whether the host lists nothing until asked and can leave files out of what it sends. */
  async partial(): Promise<boolean> {
    const { version, capabilities } = await this.#advertisement()
    return version === 2 && (capabilities.get('fetch') ?? '').split(' ').includes('filter')
  }

  /** Asks already what `tip` will ask first, of a host that was not asked anything yet. */
  begin(branch?: string): void {
    if (this.#fetching) return
    this.#early = this.#listEarly(branch)
    this.#advertisement().catch(() => undefined) // told to whoever asks for the tip
  }

  /** The branch's tip as of now. Throws `gone` when there are branches but not this one. */
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

  /** A pack with what is wanted, as it comes; it ends without a throw only if its transport tells that it is whole. */
  async *fetch(request: FetchRequest, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
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
   * Asks what can be asked before there is something to push. A push of nothing (git itself makes one to see whether it
   * is let in) has the browser ask for its leave to push to another origin, so that the push need not wait for that.
   */
  async rehearsePush(): Promise<void> {
    await this.#preparePush()
    if (!this.#host.isElsewhere) return
    const answer = await this.#host.call('git-receive-pack', flush)
    await answer.cancel()
  }

  /**
   * The commits of a tip that another one has not, without their files: the latest thousand. Where the host sees at once
   * that none of them leads there, it sends none unless we `insist`: `unknown`, it has no such other one; `apart`, it
   * finds no way (going by the dates of commits, which may be wrong). To be asked of a host that is `partial`.
   */
  async history(tip: Oid, before: Oid, { insist = false } = {}): Promise<History | 'unknown' | 'apart'> {
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

  /** Moves the branch, if it still is where it was expected. */
  async push(request: PushRequest): Promise<PushReport> {
    const { capabilities } = await this.#preparePush()
    const wanted = ['report-status', 'side-band-64k'].filter((name) => capabilities.has(name))
    const none = '0'.repeat(40)
    const command = `${request.old ?? none} ${request.new} ${refOf(request.branch)}\0 ${[...wanted, agent].join(' ')}`
    const body = concat([packet(command), flush, request.pack])
    const answer = await this.#host.call('git-receive-pack', body)
    return readReport(answer, refOf(request.branch), capabilities.has('side-band-64k'))
  }

  /** Ask the host anew who it is: after signing in as somebody else. */
  reset(): void {
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
      this.reset()
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

function command(name: string, lines: readonly string[]): Bytes {
  return concat([packet(`command=${name}`), packet(agent), delimiter, ...lines.map(packet), flush])
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

function bodyOfVersion2({ wants, have, shallow, withoutBlobs }: FetchRequest): Bytes {
  return command('fetch', [
    'no-progress',
    'ofs-delta',
    ...(have === undefined ? [] : ['thin-pack', `shallow ${have}`]),
    ...wants.map((oid) => `want ${oid}`),
    ...(have === undefined ? [] : [`have ${have}`]),
    ...(shallow === true ? ['deepen 1'] : []),
    ...(withoutBlobs === true ? ['filter blob:none'] : []),
    'done',
  ])
}

/** What both have in common (where it was not said that we are done), what became shallow, the pack. */
async function readHistory(packets: PacketReader): Promise<History | 'unknown' | 'apart'> {
  const ends: Oid[] = []
  for (;;) {
    const header = await packets.next()
    if (typeof header === 'string') throw broken('The host sent no pack')
    const name = new TextDecoder().decode(header).trim()
    if (name === 'packfile') return { pack: (await readSideBand(packets)).data, ends }
    const { lines, mark } = await packets.section()
    if (name === 'acknowledgments' && mark === 'flush') return lines.includes('NAK') ? 'unknown' : 'apart'
    if (mark !== 'delimiter') throw broken('The host sent no pack')
    for (const line of lines) if (line.startsWith('shallow ')) ends.push(line.slice('shallow '.length))
  }
}

/** The sections before the pack (what became shallow) tell nothing that we go by. */
async function skipToPack(packets: PacketReader): Promise<void> {
  for (;;) {
    const header = await packets.next()
    if (typeof header === 'string') throw broken('The host sent no pack')
    if (new TextDecoder().decode(header).trim() === 'packfile') return
    const { mark } = await packets.section()
    if (mark !== 'delimiter') throw broken('The host sent no pack')
  }
}

function bodyOfVersion0({ wants, have, shallow }: FetchRequest): Bytes {
  const capabilities = `side-band-64k ofs-delta no-progress shallow${have === undefined ? '' : ' thin-pack'} ${agent}`
  const [first = '', ...others] = wants
  return concat([
    packet(`want ${first} ${capabilities}`),
    ...others.map((oid) => packet(`want ${oid}`)),
    ...(have === undefined ? [] : [packet(`shallow ${have}`)]),
    ...(shallow === true ? [packet('deepen 1')] : []),
    flush,
    ...(have === undefined ? [] : [packet(`have ${have}`)]),
    packet('done'),
  ])
}

/** First what became shallow, where asked for, up to a flush; then one line, NAK or ACK. */
async function skipAcknowledgment(packets: PacketReader, { shallow }: FetchRequest): Promise<void> {
  if (shallow === true && (await packets.section()).mark !== 'flush') throw broken('The host sent no pack')
  const line = await packets.next()
  if (typeof line === 'string' || !/^(NAK|ACK)/.test(new TextDecoder().decode(line))) {
    throw broken('The host sent no pack')
  }
}
