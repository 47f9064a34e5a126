import { beforeEach, describe, expect, it } from 'vitest'
import { Selection } from '../../../src/ui/posts/find/selection.svelte.ts'

const shown = ['a', 'b', 'c', 'd', 'e']
let selection = new Selection()
beforeEach(() => (selection = new Selection()))
const chosen = (): string => [...selection.paths].sort().join('')

describe('a selection', () => {
  it('reaches from the one that was chosen last, either way', () => {
    selection.toggle('d')
    selection.reach('b', shown)
    expect(chosen()).toBe('bcd')
    selection.reach('e', shown)
    expect(chosen()).toBe('bcde')
  })

  it('reaches from where the focus was, where none was chosen', () => {
    selection.reach('c', shown, 'b')
    expect(chosen()).toBe('bc')
  })

  it('takes one alone where the last is not shown any more', () => {
    selection.toggle('x')
    selection.reach('b', shown)
    expect(chosen()).toBe('bx')
  })

  it('is all that is shown, or none', () => {
    selection.toggle('x')
    selection.all(shown)
    expect(chosen()).toBe('abcde')
    selection.clear()
    expect(chosen()).toBe('')
  })
})
