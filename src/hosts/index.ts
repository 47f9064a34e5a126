export { parseAddress, readBlogs } from './address.ts'
export type { Address, Blog } from './address.ts'
