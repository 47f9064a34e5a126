/** What can be done with the rows of a list. */
export interface RowDeeds {
  /** Opens the row as a form. */
  readonly edit: (index: number) => void
  /** Sets a value of a row; without a key, the row. */
  readonly set: (index: number, key: string | undefined, value: unknown) => void
  readonly remove: (index: number) => void
  readonly move: (index: number, to: number) => void
}
