export { isSame, openRecovery } from './recovery.ts'
export type { ListSettings, Recovery, Rival, Settings, View, Work } from './recovery.ts'
