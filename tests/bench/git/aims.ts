/** What one line of the table measured: milliseconds, and bytes and requests where they were counted. */
export interface Figure {
  readonly time: number
  /** On the line, with all headers. */
  readonly down: number
  /** What Git's requests carried, without them. */
  readonly carriedUp: number
  readonly carriedDown: number
  readonly requests: number
}

interface Aim {
  readonly name: string
  readonly value: number
  /** The aim is met where the value is no more than this. */
  readonly most: number
  readonly unit: string
}

/** The aims that these figures, by the names of their lines, can be held against; times of opening through a pipe, where the way counts. */
function aimsOf(figures: ReadonlyMap<string, Figure>, piped: boolean): Aim[] {
  const aim = (name: string, unit: string, value?: number, most?: number): Aim[] =>
    value === undefined || most === undefined ? [] : [{ name, unit, value, most }]
  const by = (name: string): Figure | undefined => figures.get(name)
  const share = (whole: number | undefined, part: number): number | undefined => whole && whole / part
  const blobless = by('git: clone --depth 1 --filter=blob:none')
  const text = by('galley: newest text')
  const textTime = piped ? text?.time : undefined
  const publish = by('galley: publish one word')
  const news = by('galley: of that, without its text')
  const cloned = by('isomorphic-git: clone --depth 1')
  return [
    ...aim('newest text: 1/20 of isomorphic-git', 'ms', textTime, share(cloned?.time, 20)),
    ...aim('newest text: 3 x native blob:none', 'ms', textTime, blobless && 3 * blobless.time),
    ...aim('bytes before it: 1/25 of a shallow clone', 'B', text?.down, share(cloned?.down, 25)),
    ...aim('publish: no slower than git push', 'ms', publish?.time, by('git: push one word')?.time),
    ...aim('publish: requests', '', publish?.requests, 1),
    ...aim('publish: up', 'B', publish?.carriedUp, 1000),
    ...aim('news without texts', 'B', news && news.carriedUp + news.carriedDown, 1000),
    ...aim('known blog without a network', 'ms', by('galley: known blog, no network')?.time, 300),
    ...aim('longest task of opening', 'ms', by('galley: longest task of opening')?.time, 50),
    ...aim('longest task of opening again', 'ms', by('galley: longest task of it')?.time, 50),
  ]
}

/** A line for each aim: its name, what was measured, what is aimed at, and whether it is met. */
export const aimLines = (figures: ReadonlyMap<string, Figure>, piped: boolean): string[] =>
  aimsOf(figures, piped).map(({ name, value, most, unit }) => {
    const [is, shall] = [value, most].map((number) => `${number.toFixed(0)} ${unit}`.trim().padStart(10))
    return `${name.padEnd(44)}${is ?? ''}  aim ${shall ?? ''}  ${value <= most ? 'met' : 'missed'}`
  })
