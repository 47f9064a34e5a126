export { HostError } from './hosting.ts'
export { findRepository } from './find-repository.ts'
export { hostOf, repositoryPath } from './known.ts'
export { openHost } from './open.ts'
export { probeHost } from './probe.ts'
export { tokenForm } from './token-form.ts'
export type { Blog, Offer } from './offer.ts'
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
export type { TokenForm, TokenStep } from './token-form.ts'
