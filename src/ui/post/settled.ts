import { untrack } from 'svelte'
import type { Session } from '../../app/index.ts'

/** The session's document; whoever asks in an effect is told of it when it is saved, not with every key. */
export function settled(session: Session): Pick<Session, 'doc'> {
  const saves = [session.post, session.saving, session.revision]
  return { doc: saves.length > 0 ? untrack(() => session.doc) : session.doc }
}
