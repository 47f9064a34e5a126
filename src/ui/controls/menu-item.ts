import type { Component } from 'svelte'

/** One line of a menu. */
export interface MenuItem {
  readonly label: string
  readonly icon: Component
  readonly choose: () => void
  readonly disabled?: boolean
  /** A line above sets it apart. */
  readonly apart?: boolean
  /** Words above it, over the lines that follow. */
  readonly group?: string
}
