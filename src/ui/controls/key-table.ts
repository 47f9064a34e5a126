/** What keys do, by their names; false leaves the key to the browser and to what lies around. */
export type KeyTable = Readonly<Record<string, () => boolean>>

/** Hears keys by a table. Those with which letters are composed are not meant. */
export const byKey =
  (keys: KeyTable) =>
  (event: KeyboardEvent): void => {
    if (event.isComposing || keys[event.key]?.() !== true) return
    event.preventDefault()
    event.stopPropagation()
  }
