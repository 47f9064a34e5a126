export { isSame, openRecovery } from './recovery.ts'
export type { Recovery, Settings, Work } from './recovery.ts'
