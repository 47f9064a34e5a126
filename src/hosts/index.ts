export { parseAddress, readBlogs } from './address.ts'
export type { Blog } from './address.ts'
