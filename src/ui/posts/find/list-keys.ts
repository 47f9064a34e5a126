import { tick } from 'svelte'
import { pathAt } from '../focus-row.ts'
import type { Finder } from './finder.svelte.ts'

/**
 * The keys of the list, wherever the focus is in it: the arrows walk through the posts, with Shift they choose on the way,
 * Ctrl+A chooses all that are shown, Escape none.
 */
export function listKeys(finder: Finder): (list: HTMLElement) => () => void {
  return (list) => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target)) return
      if (act(event, finder, list)) event.preventDefault()
    }
    list.addEventListener('keydown', pressed)
    return () => list.removeEventListener('keydown', pressed)
  }
}

function act(event: KeyboardEvent, finder: Finder, list: HTMLElement): boolean {
  const { selection } = finder
  if (event.key === 'Escape' && selection.paths.size > 0) return (selection.clear(), true)
  if (event.key === 'a' && (event.ctrlKey || event.metaKey)) return (selection.all(finder.paths), true)
  const step = stepOf(event, list)
  const from = pathAt(event.target)
  if (step === undefined || from === undefined) return false
  const to = finder.paths[finder.paths.indexOf(from) + step]
  if (to === undefined) return false
  if (event.shiftKey) selection.reach(to, finder.paths, from)
  void focusOn(to, list)
  return true
}

/** How many posts on an arrow key leads; in a gallery up and down lead over a line of cards. */
function stepOf({ key, altKey, ctrlKey, metaKey }: KeyboardEvent, list: HTMLElement): number | undefined {
  if (altKey || ctrlKey || metaKey) return undefined
  const perLine = Number(list.querySelector<HTMLElement>('[data-per-line]')?.dataset.perLine ?? 0)
  if (key === 'ArrowDown') return perLine || 1
  if (key === 'ArrowUp') return -(perLine || 1)
  if (perLine > 0 && key === 'ArrowRight') return 1
  return perLine > 0 && key === 'ArrowLeft' ? -1 : undefined
}

async function focusOn(path: string, list: HTMLElement): Promise<void> {
  await tick()
  list.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus()
}

const isTyping = (target: EventTarget | null): boolean =>
  (target instanceof HTMLInputElement && target.type !== 'checkbox') || target instanceof HTMLTextAreaElement
