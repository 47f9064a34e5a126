/** What is loaded once the list stands. */
export { default as Excerpt } from './Excerpt.svelte'
export { default as Gallery } from './Gallery.svelte'
export { default as Table } from './Table.svelte'
export { default as Tools } from './Tools.svelte'
export { default as Tick } from './Tick.svelte'
export { Finder } from './finder.svelte.ts'
export { listKeys } from './list-keys.ts'
