import { withoutLineEnds } from '../editor/document.ts'
import { serializePost } from '../jekyll/index.ts'
import { OpenSource } from './open-source.ts'
import type { Session } from './session.svelte.ts'

/** Where an offset of an open post's file stands in its document, once all that was typed is in the file. */
export async function placeOf(session: Session, offset: number): Promise<number> {
  await session.flush()
  const { post, doc, origin } = session
  const source = new OpenSource(post.frontMatter.text, post.body, doc, origin)
  return source.positionAt(withoutLineEnds(serializePost(post).slice(0, offset)).text.length)
}
