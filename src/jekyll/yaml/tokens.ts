import type { ScalarStyle } from './nodes.ts'

/** What stands alone; a token that carries text has a type of its own. */
export type Mark =
  | 'stream end'
  | 'document start'
  | 'document end'
  | 'block sequence'
  | 'block mapping'
  | 'block end'
  | '['
  | ']'
  | '{'
  | '}'
  | '-'
  | ','
  | '?'
  | ':'

interface Place {
  readonly from: number
  readonly to: number
}

export type Token = Place &
  (
    | { readonly type: Mark }
    | { readonly type: 'alias' | 'anchor'; readonly name: string }
    | { readonly type: 'tag'; readonly handle: string; readonly suffix: string }
    | { readonly type: 'directive'; readonly name: string; readonly parameters: readonly string[] }
    | { readonly type: 'scalar'; readonly style: ScalarStyle; readonly value: string }
  )
