import type { Tag } from '../template.ts'
import { assignTag, captureTag } from './assign.ts'
import { caseTag } from './case.ts'
import { cycleTag, decrementTag, incrementTag } from './counters.ts'
import { forTag } from './for.ts'
import { ifTag, unlessTag } from './if.ts'
import { commentTag, echoTag, ifchangedTag, inlineCommentTag, interruptTag, rawTag } from './silent.ts'
import { tablerowTag } from './tablerow.ts'

/** The tags of Liquid itself by name. */
export const liquidTags: Readonly<Record<string, Tag>> = {
  assign: assignTag,
  capture: captureTag,
  case: caseTag,
  comment: commentTag,
  '#': inlineCommentTag,
  cycle: cycleTag,
  decrement: decrementTag,
  increment: incrementTag,
  echo: echoTag,
  for: forTag,
  if: ifTag,
  unless: unlessTag,
  ifchanged: ifchangedTag,
  break: interruptTag,
  continue: interruptTag,
  raw: rawTag,
  tablerow: tablerowTag,
}
