import type { Component } from 'svelte'

/** One line of a menu. */
export interface MenuItem {
  readonly label: string
  readonly icon: Component
  readonly choose: () => void
  readonly disabled?: boolean
  /** Why it is disabled, where that cannot be guessed: for screen readers; for all in a `group`. */
  readonly why?: string | undefined
  /** A line above sets it apart. */
  readonly apart?: boolean
  /** Words above it, over the lines that follow. */
  readonly group?: string
}

/** The lines, or what gives them when they are wanted. */
export type Menu = readonly MenuItem[] | (() => Promise<readonly MenuItem[]>)
