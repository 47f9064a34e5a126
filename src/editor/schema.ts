import { getSchema } from '@tiptap/core'
import { constructs } from './constructs/index.ts'

/** The extensions that make the schema, with their shortcuts and input rules; no views. */
export const schemaExtensions = constructs.flatMap(({ extensions }) => extensions)

/** The one schema of all documents: nodes read by `parseBody` stand in the editor as they are, not as copies. */
export const schema = getSchema([...schemaExtensions])
