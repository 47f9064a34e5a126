export { isSame, openRecovery } from './recovery.ts'
export type { Recovery, Rival, Settings, Work } from './recovery.ts'
