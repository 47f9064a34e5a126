export { cleanName, endingOf } from './name.ts'
export { prepareImage } from './prepare.ts'
export type { PreparedImage } from './drawing.ts'
