/** What is loaded once the list stands. */
export { default as Gallery } from './Gallery.svelte'
export { default as Table } from './Table.svelte'
export { default as Tools } from './Tools.svelte'
export { Finder } from './finder.svelte.ts'
export { listKeys } from './list-keys.ts'
