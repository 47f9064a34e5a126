export { parseAddress, readBlogs } from './address.ts'
export { HostError } from './hosting.ts'
export { hostOf, repositoryPath } from './known.ts'
export type { Blog } from './address.ts'
export type {
  Access,
  BlogPage,
  Build,
  Comment,
  HostApi,
  HostErrorCode,
  HostErrorData,
  HostInfo,
  HostKind,
  Http,
  ListedBlog,
  Missing,
  Person,
  Proposal,
  ProposalRequest,
  Review,
  Token,
} from './hosting.ts'
