import { tick } from 'svelte'

/** The post in whose row of the list something stands. */
export function pathAt(target: EventTarget | null): string | undefined {
  const row = target instanceof Element && target.closest('[role="row"], article')
  return row ? row.querySelector<HTMLElement>('[data-path]')?.dataset.path : undefined
}

/** Gives the focus to a post's link in the list, once it stands there; not where something else has it already. */
export async function focusRow(path: string): Promise<void> {
  await tick()
  const link = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)
  if (document.activeElement === document.body || document.activeElement === null) {
    link?.focus({ preventScroll: true })
  }
}
