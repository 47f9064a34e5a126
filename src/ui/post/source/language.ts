import { yamlFrontmatter } from '@codemirror/lang-yaml'
import { defineLanguageFacet, HighlightStyle, Language, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { Decoration, EditorView, MatchDecorator, ViewPlugin, type DecorationSet } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { parser, Strikethrough, Table } from '@lezer/markdown'

/** Without the languages of code blocks and of tags, which weigh more than all the rest. */
const markdown = new Language(
  defineLanguageFacet({}),
  parser.configure([Table, Strikethrough]),
  [],
  'markdown',
)

/** What the blog fills in, and attribute lists; wherever they stand. */
const filledIn = new MatchDecorator({
  regexp: /\{%.*?%\}|\{\{.*?\}\}|\{:.*?\}/g,
  decoration: Decoration.mark({ class: 'filled-in' }),
})

const marked = ViewPlugin.fromClass(
  class {
    marks: DecorationSet
    constructor(view: EditorView) {
      this.marks = filledIn.createDeco(view)
    }
    update(update: Parameters<typeof filledIn.updateDeco>[0]): void {
      this.marks = filledIn.updateDeco(update, this.marks)
    }
  },
  { decorations: ({ marks }) => marks },
)

const markup = { color: 'var(--color-ink-faint)' }
const colors = HighlightStyle.define([
  { tag: [tags.processingInstruction, tags.meta, tags.separator, tags.contentSeparator], ...markup },
  { tag: [tags.heading], fontWeight: '650' },
  { tag: tags.strong, fontWeight: '650' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.quote, color: 'var(--color-ink-soft)' },
  { tag: [tags.url, tags.link, tags.labelName], color: 'var(--color-accent)' },
  { tag: [tags.monospace, tags.string, tags.attributeValue], color: 'var(--color-good)' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--color-accent)' },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], ...markup, fontStyle: 'italic' },
  { tag: [tags.angleBracket, tags.tagName, tags.attributeName], ...markup },
])

/** Details, text and what the blog fills in, each in its colors. */
export const language: Extension = [
  yamlFrontmatter({ content: markdown }),
  syntaxHighlighting(colors),
  marked,
]
