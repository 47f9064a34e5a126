import Blocks from '~icons/lucide/blocks'
import BookA from '~icons/lucide/book-a'
import Code from '~icons/lucide/square-code'
import Heading2 from '~icons/lucide/heading-2'
import Heading3 from '~icons/lucide/heading-3'
import Heading4 from '~icons/lucide/heading-4'
import ImagePlus from '~icons/lucide/image-plus'
import Images from '~icons/lucide/images'
import List from '~icons/lucide/list'
import ListOrdered from '~icons/lucide/list-ordered'
import ListTodo from '~icons/lucide/list-todo'
import Minus from '~icons/lucide/minus'
import Pilcrow from '~icons/lucide/pilcrow'
import Quote from '~icons/lucide/quote'
import Radical from '~icons/lucide/radical'
import Scissors from '~icons/lucide/scissors'
import Sigma from '~icons/lucide/sigma'
import SquarePlay from '~icons/lucide/square-play'
import StickyNote from '~icons/lucide/sticky-note'
import Superscript from '~icons/lucide/superscript'
import Table from '~icons/lucide/table'
import TableOfContents from '~icons/lucide/table-of-contents'
import WholeWord from '~icons/lucide/whole-word'
import type { Component } from 'svelte'
import type { BlockKind, EditorCommands } from '../../editor/index.ts'
import { pickPictures } from './pick-pictures.ts'
import type { Writing } from './writing.svelte.ts'

/** Something that the menu behind a `/` offers. To add one: a line in `inserts`. */
export interface Insert {
  readonly label: string
  readonly icon: Component
  /** One line that says what it is. */
  readonly hint?: string
  /** Other words by which one may look for it. */
  readonly words?: string
  /** It belongs into words that are there already. */
  readonly inText?: true
  readonly run: (commands: EditorCommands, writing: Writing) => void
}

const turn =
  (kind: BlockKind) =>
  (commands: EditorCommands): void =>
    void commands.turnInto(kind)

/** In the order of the menu. */
const inserts: readonly Insert[] = [
  { label: 'Text', icon: Pilcrow, words: 'paragraph plain', run: turn('text') },
  { label: 'Heading', icon: Heading2, words: 'h2 title section', run: turn(2) },
  { label: 'Subheading', icon: Heading3, words: 'h3 title section', run: turn(3) },
  { label: 'Small heading', icon: Heading4, words: 'h4 title section', run: turn(4) },
  { label: 'List', icon: List, words: 'bullets points unordered', run: turn('bullets') },
  { label: 'Numbered list', icon: ListOrdered, words: 'ordered 1 steps', run: turn('numbers') },
  { label: 'Tasks', icon: ListTodo, words: 'todo check boxes', run: turn('tasks') },
  { label: 'Quote', icon: Quote, words: 'citation blockquote', run: turn('quote') },
  { label: 'Code block', icon: Code, words: 'program source', run: turn('code') },
  {
    label: 'Picture',
    icon: ImagePlus,
    words: 'image photo file',
    run: (_, writing) => pickPictures((files) => writing.askPictures(files)),
  },
  {
    label: 'One of the blog’s pictures',
    icon: Images,
    words: 'image photo library',
    run: (_, writing) => (writing.dialog = 'pictures'),
  },
  {
    label: 'Video',
    icon: SquarePlay,
    words: 'youtube vimeo film movie embed player',
    run: (_, writing) => (writing.dialog = 'video'),
  },
  {
    label: 'Table',
    icon: Table,
    words: 'grid rows columns cells',
    run: (text) => void text.insertTable(3, 3),
  },
  {
    label: 'Footnote',
    icon: Superscript,
    words: 'note reference',
    run: (text) => void text.insertFootnote(),
  },
  {
    label: 'List of terms',
    icon: BookA,
    words: 'definitions glossary',
    run: (text) => void text.insertDefinitionList(),
  },
  { label: 'Line', icon: Minus, words: 'rule divider separator', run: (text) => void text.insertRule() },
  {
    label: 'Formula in the text',
    icon: Radical,
    words: 'math tex equation inline',
    inText: true,
    run: (text) => void text.insertInlineFormula(),
  },
  {
    label: 'Formula',
    icon: Sigma,
    hint: 'On a line of its own',
    words: 'math tex equation block',
    run: (text) => void text.insertFormula(),
  },
  {
    label: 'Abbreviation',
    icon: WholeWord,
    hint: 'Said once what it stands for',
    words: 'acronym short form',
    run: (_, writing) => (writing.dialog = 'abbreviation'),
  },
  {
    label: 'Contents',
    icon: TableOfContents,
    words: 'toc table of headings outline',
    run: (text) => void text.insertContents(),
  },
  {
    label: 'End of the excerpt',
    icon: Scissors,
    hint: 'What is above shows in lists',
    words: 'more teaser summary',
    run: (text, { session }) => void text.insertExcerpt(session.excerptMark),
  },
  {
    label: 'Note to yourself',
    icon: StickyNote,
    hint: 'Not on the site',
    words: 'comment remark hidden',
    run: (text) => void text.insertNote(),
  },
  {
    label: 'Include',
    icon: Blocks,
    hint: 'A piece that your blog has ready',
    words: 'snippet template figure component ready-made',
    run: (_, writing) => (writing.dialog = 'include'),
  },
]

/**
 * What fits what was typed: names that start with it first, then names and other words of which one word does. `inText`:
 * there are words beside it.
 */
export function insertsFor(query: string, inText: boolean): Insert[] {
  const wanted = query.trim().toLowerCase()
  const rank = ({ label, words = '' }: Insert): number => {
    if (label.toLowerCase().startsWith(wanted)) return 0
    const known = `${label} ${words}`.toLowerCase().split(' ')
    const fits = (part: string) => known.some((word) => word.startsWith(part)) || label.includes(part)
    return wanted.split(' ').every(fits) ? 1 : 2
  }
  const fitting = inserts.filter((insert) => inText || insert.inText !== true)
  const ranked = fitting.map((insert) => ({ insert, rank: rank(insert) }))
  return ranked
    .filter(({ rank: place }) => place < 2)
    .sort((one, other) => one.rank - other.rank)
    .map(({ insert }) => insert)
}
