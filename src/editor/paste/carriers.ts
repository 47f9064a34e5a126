/** What an imported document brings along beside its text; in its HTML an image at such an address stands for it. */
export type Carrier = 'picture' | 'note'

export const carrierOf = (kind: Carrier, number: number): string => `https://${kind}.invalid/${number}`

/** Whether nobody but the import has such an address. */
export const isCarrier = (address: string): boolean =>
  /^https:\/\/(?:picture|note)\.invalid\/\d+$/.test(address)
