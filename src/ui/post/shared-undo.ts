import type { Writing } from './writing.svelte.ts'

const steps: Readonly<Record<string, 'undo' | 'redo'>> = { z: 'undo', 'Shift-z': 'redo', y: 'redo' }

/**
 * Fields in which undo takes back the latest change of the post, wherever that was, as it does in the text. What is typed
 * but not entered yet is the field's own.
 */
export const sharedUndo =
  (writing: Writing) =>
  (fields: HTMLElement): (() => void) => {
    const pressed = (event: KeyboardEvent): void => {
      const { target, key, ctrlKey, metaKey, shiftKey, altKey } = event
      const step = steps[`${shiftKey ? 'Shift-' : ''}${key.toLowerCase()}`]
      if (!step || !(ctrlKey || metaKey) || altKey || event.isComposing) return
      if (target instanceof HTMLElement && target.matches('[data-unentered], input[aria-invalid="true"]'))
        return
      event.preventDefault()
      writing[step]()
    }
    fields.addEventListener('keydown', pressed)
    return () => fields.removeEventListener('keydown', pressed)
  }
