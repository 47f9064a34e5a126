import type { Node } from '../editor/document.ts'

/** The document that an earlier visit could not prove; undefined where there is none, or where it cannot be read any more. */
export function typedBefore(doc: Node, unproven: unknown): Node | undefined {
  if (unproven === undefined) return undefined
  try {
    const typed = doc.type.schema.nodeFromJSON(unproven)
    typed.check()
    return typed
  } catch {
    return undefined
  }
}
