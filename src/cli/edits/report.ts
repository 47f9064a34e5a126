import { withoutLineEnds, type Origin } from '../../editor/document.ts'
import { readText, sameNodes } from '../../editor/proof.ts'
import { linesTouched } from './lines.ts'
import { shrink } from './shrink.ts'
import type { Trial } from './trials.ts'

/** What came of all edits. */
export class Report {
  edits = 0
  #loose = 0
  readonly #troubles = new Map<string, number>()
  readonly #touched: number[] = []
  readonly #more: number[] = []
  #least = 0

  add(trial: Trial): void {
    this.edits += 1
    if (trial.proof === 'loose') this.#loose += 1
    if (trial.trouble) this.#troubles.set(trial.trouble, (this.#troubles.get(trial.trouble) ?? 0) + 1)
    else this.#measure(trial)
  }

  get right(): number {
    return [...this.#troubles.values()].reduce((left, count) => left - count, this.edits)
  }

  #measure({ doc, origin, body, proof }: Trial): void {
    const means = (text: string) => {
      const { text: read } = withoutLineEnds(text)
      return sameNodes(nodesOf(read, origin), doc.children) === proof
    }
    const { touched, least } = linesTouched(origin.body, body, means)
    this.#touched.push(touched)
    this.#more.push(touched - least)
    this.#least += least
  }

  lines(): readonly string[] {
    const share = (count: number) => `${count} of ${this.edits} (${percent(count, this.edits)} %)`
    const refused = this.#troubles.get('refused') ?? 0
    const [saved, sum] = [this.#touched.length, this.#touched.reduce((all, one) => all + one, 0)]
    const needless = this.#more.filter((count) => count > 0).length
    return [
      `Right: ${share(this.right)}, of them but for what a page hardly shows: ${this.#loose}`,
      `Wrong: ${share(this.edits - this.right - refused)}`,
      `Refused: ${share(refused)}`,
      ...[...this.#troubles].map(([trouble, count]) => `  ${trouble}: ${count}`),
      `Lines touched: mean ${(sum / Math.max(1, saved)).toFixed(2)}, 99th percentile ${percentile(this.#touched)}`,
      `Lines that had to be: mean ${(this.#least / Math.max(1, saved)).toFixed(2)}; more than those in ${needless} edits (${percent(needless, saved)} %), 99th percentile of the surplus ${percentile(this.#more)}`,
    ]
  }
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '0' : ((100 * part) / whole).toFixed(3)

const percentile = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.ceil(values.length * 0.99) - 1] ?? 0

const nodesOf = (text: string, origin: Origin) => readText(text, origin).slots.map(({ node }) => node)

/** A failure as a small case that can be tried again. */
export function describe(path: string, seed: number, trial: Trial): string {
  const { source, doc, body, trouble } = shrink(trial)
  return [
    `${path}: ${trouble ?? ''} (seed ${seed}) after: ${trial.edits.join(', ')}`,
    `  opened: ${JSON.stringify(clip(source))}`,
    `  edited: ${clip(doc.toString())}`,
    `  saved:  ${JSON.stringify(clip(body))}`,
  ].join('\n')
}

const clip = (text: string): string => (text.length > 600 ? `${text.slice(0, 600)}…` : text)
