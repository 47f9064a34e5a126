export { HostError } from './hosting.ts'
export { hostOf, repositoryPath } from './known.ts'
export type { Blog } from './offer.ts'
