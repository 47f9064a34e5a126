/**
 * The lossless tree of a kramdown document.
 *
 * Every character of the source lies in exactly one leaf (an element without children), in order, at every
 * nesting: joining the leaves' source gives the source. What is not content (delimiters, the `> ` of a quote's
 * lines, indentation, a fence, the newline behind a block) lies in leaves of type `markup`; a text that runs over
 * several lines of a quote is several `text` leaves with `markup` leaves between them. Content leaves carry their
 * `value`: what the reader sees (`&amp;` has the value `&`).
 */

/** UTF-16 code units into the source: from inclusive, to exclusive. */
export type Span = readonly [from: number, to: number]

/** HTML attributes in the order in which kramdown writes them. */
export type Attributes = ReadonlyMap<string, string>

/** An attribute list that was attached to an element: `{: .class #id key="value"}`. */
export interface AttributeList {
  /** Where the whole list stands, braces included. */
  readonly span: Span
  /** The text between the braces, colon excluded, as written. */
  readonly source: string
  /** What it gives: classes joined under `class`, the id under `id`, references (ALDs) resolved. */
  readonly attributes: Attributes
  /** Names without a value: `toc`, `no_toc`, names of ALDs. */
  readonly references: readonly string[]
}

interface ElementBase {
  readonly span: Span
  readonly attributes: Attributes
  readonly ial?: AttributeList
  readonly children: readonly Element[]
}

type Container<T extends string> = ElementBase & { readonly type: T }
type Leaf<T extends string> = ElementBase & { readonly type: T; readonly value: string }

export type Alignment = 'left' | 'center' | 'right' | undefined

// — blocks
export type Root = Container<'root'>
export type Paragraph = Container<'p'> & {
  /** Its text stands in its list item without a paragraph around it: that of a tight item. */
  readonly transparent: boolean
}
export type Header = Container<'header'> & {
  readonly level: 1 | 2 | 3 | 4 | 5 | 6
  readonly setext: boolean
  /** The id that the header gets in the page, written or automatic; undefined where it gets none. */
  readonly id: string | undefined
  /** The text as written, from which automatic ids are made. */
  readonly rawText: string
}
export type Blockquote = Container<'blockquote'>
/** `value` is the code as it reaches the page. Its children are `markup` and `text` leaves. */
export type CodeBlock = Container<'codeblock'> & {
  readonly value: string
  readonly fence: string | undefined
  /** The info string of a fence as written; the language is its first word up to `?`. */
  readonly info: string | undefined
  readonly language: string | undefined
}
export type List = Container<'ul'> | Container<'ol'>
export type ListItem = Container<'li'> & {
  /** Text of a loose item stands in paragraphs that reach the page; that of a tight one in transparent ones. */
  readonly loose: boolean
  /** A task list item: its box's state. */
  readonly task: 'checked' | 'open' | undefined
}
export type DefinitionList = Container<'dl'>
export type DefinitionTerm = Container<'dt'> & { readonly rawText: string }
export type Definition = Container<'dd'>
export type Table = Container<'table'> & { readonly alignments: readonly Alignment[] }
/** `thead`, `tbody`, `tfoot` hold `tr`, which hold `td` (a `td` of a `thead` is a `th` in the page). */
export type TableSection = Container<'thead'> | Container<'tbody'> | Container<'tfoot'>
export type TableRow = Container<'tr'>
export type TableCell = Container<'td'>
export type Rule = Container<'hr'>
export type MathBlock = Container<'math'> & { readonly value: string; readonly display: 'block' | 'span' }
/** `name` in lower case where HTML knows it. `content`: how kramdown reads what is inside. */
export type HtmlElement = Container<'html_element'> & {
  readonly name: string
  readonly content: 'raw' | 'block' | 'span'
  readonly display: 'block' | 'span'
  /** Its end was found (or it needs none). */
  readonly closed: boolean
  /** It has no end tag: `<br>`, `<x />`. */
  readonly empty: boolean
}
/** An HTML comment, a processing instruction, a doctype. */
export type HtmlComment = (Container<'xml_comment'> | Container<'xml_pi'>) & {
  readonly value: string
  readonly display: 'block' | 'span'
}
export type FootnoteDefinition = Container<'footnote_definition'> & { readonly name: string }
export type LinkDefinition = Container<'link_definition'> & {
  readonly id: string
  readonly href: string
  readonly title: string | undefined
}
export type AbbreviationDefinition = Container<'abbreviation_definition'> & {
  readonly abbreviation: string
  readonly title: string
}
/** A block attribute list on a line of its own (it is also the `ial` of the block that it belongs to), and `{:name: …}`. */
export type BlockAttributeList = Container<'block_ial'> | Container<'ald'>
/** `^` on a line of its own. */
export type EndOfBlock = Container<'eob'>
/** `{::comment}`, `{::nomarkdown}`, `{::options /}`, as block or span. */
export type Extension = Container<'extension'> & {
  readonly name: string
  readonly value: string
  /** The formats that `nomarkdown` is for; none: all. */
  readonly formats: readonly string[]
  /** It has no body, or leaves nothing in the page. */
  readonly silent: boolean
  readonly display: 'block' | 'span'
}
/** One or more empty lines. Those between the items of a list are the list's own children. */
export type Blank = Container<'blank'>
/** A line that is no block at all (three spaces and a tab before its text): its text stands bare in the page. */
export type BareText = Container<'bare_text'>

// — spans
export type Emphasis = Container<'em'> | Container<'strong'> | Container<'del'>
export type CodeSpan = Container<'codespan'> & { readonly value: string }
export type Link = Container<'a'> & {
  readonly href: string
  readonly title: string | undefined
  readonly form: 'inline' | 'reference' | 'auto'
  /** The destination as written, between the parentheses or in the definition, without the title. */
  readonly destination: Span | undefined
}
export type Image = Container<'img'> & {
  readonly src: string
  readonly alt: string
  readonly title: string | undefined
  readonly form: 'inline' | 'reference' | 'emoji'
  readonly destination: Span | undefined
}
export type LineBreak = Container<'br'>
export type FootnoteReference = Container<'footnote'> & { readonly name: string }
export type SpanAttributeList = Container<'span_ial'>

// — leaves
/** Text; its value is its source, but that a lone carriage return is a newline. */
export type Text = Leaf<'text'> & {
  /** It reaches the page as it stands, unescaped: what is in a script or a style sheet. */
  readonly verbatim?: boolean
}
/** `\*`, `&amp;`, `--`, `'`: the value is what the reader sees. */
export type Special =
  | Leaf<'escape'>
  | (Leaf<'entity'> & { readonly code: number; readonly source: string })
  | ((Leaf<'typographic_sym'> | Leaf<'smart_quote'>) & {
      /** `mdash`, `laquo_space`, …; for quotes the name of the entity. */
      readonly name: string
    })
/** An abbreviation where it is used. */
export type Abbreviation = Leaf<'abbreviation'> & { readonly title: string }
/** `{{ … }}` or `{% … %}`; in paired blocks (`raw`, `comment`, `highlight`) the whole, end tag included. */
export type Liquid = Leaf<'liquid_output'> | Leaf<'liquid_tag'>
export type Markup = Container<'markup'>

export type Element =
  | Root
  | Paragraph
  | Header
  | Blockquote
  | CodeBlock
  | List
  | ListItem
  | DefinitionList
  | DefinitionTerm
  | Definition
  | Table
  | TableSection
  | TableRow
  | TableCell
  | Rule
  | MathBlock
  | HtmlElement
  | HtmlComment
  | FootnoteDefinition
  | LinkDefinition
  | AbbreviationDefinition
  | BlockAttributeList
  | EndOfBlock
  | Extension
  | Blank
  | BareText
  | Emphasis
  | CodeSpan
  | Link
  | Image
  | LineBreak
  | FootnoteReference
  | SpanAttributeList
  | Text
  | Special
  | Abbreviation
  | Liquid
  | Markup
