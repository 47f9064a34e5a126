import type { ListContent, ListPlace } from './attribute-list.ts'
import { applyList, emptyList } from './attribute-list.ts'
import type { Draft, DraftOf } from './draft.ts'
import type { Settings } from './options.ts'
import type { SpanTable } from './spans.ts'
import type { Span } from './tree.ts'
import { View } from './view.ts'

/** How deep elements nest at most; what is deeper stays text. */
export const MAX_DEPTH = 64

/** A destination that a link definition gives to an id. */
export interface Target {
  readonly href: string
  readonly title: string | undefined
  readonly destination: Span | undefined
  /** The definition in the document; its attribute list goes to the links. */
  readonly definition: DraftOf<'link_definition'> | undefined
}

/** A range of a view that is parsed for spans when all blocks are known. */
export interface Content {
  readonly view: View
  from: number
  to: number
  /** What carries it on, if that does not follow at once: ranges of the same view. */
  more?: [from: number, to: number][]
}

interface AttachedList {
  readonly list: ListContent
  place: ListPlace
}

/** A Liquid tag or output, with all that it owns. Offsets into the source. */
export interface LiquidToken {
  readonly type: 'liquid_output' | 'liquid_tag'
  readonly from: number
  readonly to: number
}

/** Says whether quotes and dashes become typographic. */
export const isTypographic = ({ input, gfmQuirks }: Settings): boolean =>
  input !== 'GFM' || !gfmQuirks.includes('no_auto_typographic')

/** Everything that is known of one document while it is parsed. */
export class Parsing {
  readonly source: string
  readonly settings: Settings
  readonly gfm: boolean
  readonly tokens: ReadonlyMap<number, LiquidToken>
  /** The constructs of text. */
  readonly spans: SpanTable
  readonly targets = new Map<string, Target>()
  /** The length of the longest id of a link definition as written: no longer text can be a reference. */
  longestId = 0
  readonly footnotes = new Map<string, DraftOf<'footnote_definition'>>()
  /** A footnote holds a header: its id depends on the order of the footnotes. */
  footnotesWithHeaders = false
  readonly abbreviations = new Map<string, DraftOf<'abbreviation_definition'>>()
  readonly attributeLists = new Map<string, ListContent>()
  readonly contents = new Map<Draft, Content>()
  /** The boxes of task list items, by the paragraph that they begin. */
  readonly boxes = new Map<Draft, DraftOf<'html_element'>>()
  readonly attached = new Map<Draft, AttachedList>()
  readonly #blocks: (parsing: Parsing, view: View, parent: Draft, depth: number) => void

  constructor(
    source: string,
    settings: Settings,
    tokens: ReadonlyMap<number, LiquidToken>,
    spans: (settings: Settings) => SpanTable,
    blocks: (parsing: Parsing, view: View, parent: Draft, depth: number) => void,
  ) {
    this.source = source
    this.settings = settings
    this.gfm = settings.input === 'GFM'
    this.tokens = tokens
    this.spans = spans(settings)
    this.#blocks = blocks
    for (const [id, [href, title]] of Object.entries(settings.linkDefs)) {
      this.define(id.toLowerCase(), { href, title, destination: undefined, definition: undefined })
    }
  }

  /** Parses the blocks of a view into a parent. */
  parseBlocks(view: View, parent: Draft, depth: number): void {
    this.#blocks(this, view, parent, depth)
  }

  define(id: string, target: Target): void {
    this.targets.set(id, target)
    this.longestId = Math.max(this.longestId, id.length)
  }

  /** The Liquid token that begins at an offset of a view. */
  token(view: View, at: number): LiquidToken | undefined {
    return this.tokens.size > 0 ? this.tokens.get(view.at(at)) : undefined
  }

  /** Gives an element the attributes of a span's list at once. */
  applyNow(element: Draft, list: ListContent, place: ListPlace): void {
    applyList(element, list, place, this.attributeLists)
  }

  /** Quotes and dashes become typographic. */
  get typography(): boolean {
    return isTypographic(this.settings)
  }

  /** The list that is being attached to an element; a second one adds to the first and becomes the element's `ial`. */
  listFor(element: Draft, place: ListPlace): ListContent {
    const known = this.attached.get(element)
    if (known) known.place = place
    const list = known?.list ?? emptyList()
    if (!known) this.attached.set(element, { list, place })
    return list
  }
}
