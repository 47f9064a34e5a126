import { tick } from 'svelte'

/** Gives the focus to a post's link in the list, once it stands there; not where something else has it already. */
export async function focusRow(path: string): Promise<void> {
  await tick()
  const link = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)
  if (document.activeElement === document.body || document.activeElement === null) {
    link?.focus({ preventScroll: true })
  }
}
