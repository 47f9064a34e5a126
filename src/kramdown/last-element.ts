import type { Draft } from './draft.ts'
import { isAbsent } from './draft.ts'

/**
 * Finds the last element of a list of children that kramdown has too. It remembers the last answer, so that the absent
 * ones behind an element are passed once, however many they are.
 */
export class LastElement {
  #element: Draft | undefined
  #index = 0
  #passed = 0

  of(children: readonly Draft[]): Draft | undefined {
    const passed = children[this.#index] === this.#element ? this.#passed : 0
    const index = children.findLastIndex((child, at) => at < passed || !isAbsent(child))
    if (index >= passed || passed === 0) {
      this.#index = index
      this.#element = children[index]
    }
    this.#passed = children.length
    return this.#element
  }
}
