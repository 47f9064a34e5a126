import type { Context, Filter } from '../context.ts'
import { LiquidError } from '../errors.ts'

/** A filter that takes from `least` to `most` arguments behind its input. */
type Entry = readonly [least: number, most: number, filter: Filter]

/** Filters by name with how many arguments they take. */
export type FilterTable = Readonly<Record<string, Entry>>

/** The filters of tables as they are called: a wrong number of arguments is Ruby's error. Later tables win. */
export function filtersOf(tables: readonly FilterTable[]): ReadonlyMap<string, Filter> {
  return new Map(
    tables.flatMap((table) => Object.entries(table).map(([name, entry]) => [name, counted(entry)])),
  )
}

function counted([least, most, filter]: Entry): Filter {
  return (context: Context, input: unknown, ...args: readonly unknown[]) => {
    if (args.length >= least && args.length <= most) return filter(context, input, ...args)
    const expected = least === most ? String(least + 1) : `${least + 1}..${most + 1}`
    throw new LiquidError(`wrong number of arguments (given ${args.length + 1}, expected ${expected})`)
  }
}
