/** What is measured of an editor in a round. Milliseconds; `save` is of ours alone. */
export interface Figures {
  readonly frame: number
  readonly mean: number
  readonly p95: number
  readonly most: number
  readonly open: number
  readonly openCpu: number
  readonly then: number
  readonly save?: number
}

type Figure = keyof Figures

const columns: readonly (readonly [Figure, string])[] = [
  ['frame', 'key→frame p95'],
  ['mean', 'CPU/key mean'],
  ['p95', 'CPU/key p95'],
  ['most', 'CPU/key most'],
  ['open', 'open'],
  ['openCpu', 'open CPU'],
  ['then', 'then CPU'],
  ['save', 'save CPU'],
]

/** How many times what a bare Tiptap takes it may be. */
function shareOf(figure: Figure, size: string): number | undefined {
  if (figure === 'frame' || figure === 'p95') return size === '1m' ? 0.5 : 1.3
  if (figure === 'open' || figure === 'openCpu') return size === '1m' ? undefined : 1.3
  return undefined
}

/** Milliseconds that it may take, whatever others take. */
function limitOf(figure: Figure, size: string): number | undefined {
  if (figure === 'most' && size === '100k') return 16.7
  return figure === 'save' && size !== '1m' ? 50 : undefined
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[values.length >> 1] ?? NaN

function medianOf(rounds: readonly Figures[], figure: Figure): number | undefined {
  const values = rounds.flatMap((round) => round[figure] ?? [])
  return values.length > 0 ? median(values) : undefined
}

const row = (name: string, cells: readonly string[]): string =>
  name.padEnd(12) + cells.map((cell) => cell.padStart(15)).join('')

const ofEach = (cell: (figure: Figure) => string | undefined): string[] =>
  columns.map(([figure]) => cell(figure) ?? '')

/** The medians of every editor's rounds, then ours as times a bare Tiptap's, and whether each aim is met. */
export function tableOf(size: string, all: ReadonlyMap<string, readonly Figures[]>): string {
  const of = (name: string, figure: Figure): number | undefined => medianOf(all.get(name) ?? [], figure)
  const share = (figure: Figure): number => (of('galley', figure) ?? NaN) / (of('tiptap', figure) ?? NaN)
  const aim = (figure: Figure): string | undefined => {
    const times = shareOf(figure, size)
    const most = limitOf(figure, size)
    if (times !== undefined) return `${times}× ${share(figure) <= times ? 'met' : 'MISSED'}`
    if (most !== undefined) return `${most} ${(of('galley', figure) ?? NaN) <= most ? 'met' : 'MISSED'}`
    return undefined
  }
  return [
    row(
      '',
      columns.map(([, title]) => title),
    ),
    ...[...all.keys()].map((name) =>
      row(
        name,
        ofEach((figure) => of(name, figure)?.toFixed(1)),
      ),
    ),
    row(
      '÷ tiptap',
      ofEach((figure) => (figure === 'save' || figure === 'then' ? '' : share(figure).toFixed(2))),
    ),
    row('aim', ofEach(aim)),
  ].join('\n')
}
