import type { OpenData } from '../../app/data/open-data.svelte.ts'
import type { Toasts } from '../controls/toasts.svelte.ts'
import { refused } from './data-words.ts'

const later = 'Something else was changed since. Take that back first, with Undo.'

/** Deletes an entry of a list or a field of a map, and offers the way back; answers whether it is gone. */
export function removePart(
  opened: OpenData,
  at: readonly (string | number)[],
  index: number,
  said: string,
  toasts: Toasts,
): boolean {
  if (!opened.remove(at, index)) {
    toasts.say(refused)
    return false
  }
  const without = opened.data
  // Control+Z is the file's own undo, which takes back what came last
  const back = (): void => (opened.data === without ? opened.undo() : toasts.say(later))
  toasts.say(said, back, 'Put it back')
  return true
}
