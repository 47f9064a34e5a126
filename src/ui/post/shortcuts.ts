/** Keys and what they do. `Mod` is ⌘ on a Mac, Ctrl elsewhere; spelled as the editor's keymaps spell them. */
export interface Shortcut {
  readonly does: string
  readonly keys: string
}

/** The shortcuts of the post's screen: the page of help is made of this. One that is added to a keymap is added here by hand. */
export const shortcuts: readonly { readonly title: string; readonly lines: readonly Shortcut[] }[] = [
  {
    title: 'Words',
    lines: [
      { does: 'Bold', keys: 'Mod-b' },
      { does: 'Italic', keys: 'Mod-i' },
      { does: 'Strike out', keys: 'Mod-Shift-s' },
      { does: 'Code', keys: 'Mod-e' },
      { does: 'Link', keys: 'Mod-k' },
      { does: 'Abbreviation of the word', keys: 'Mod-Shift-a' },
      { does: 'New line in the paragraph', keys: 'Shift-Enter' },
      { does: 'To the tools for selected words', keys: 'Alt-F10' },
    ],
  },
  {
    title: 'Blocks',
    lines: [
      { does: 'Insert anything', keys: '/' },
      { does: 'Text', keys: 'Mod-Alt-0' },
      { does: 'Heading, by its size', keys: 'Mod-Alt-1…6' },
      { does: 'List', keys: 'Mod-Shift-8' },
      { does: 'Numbered list', keys: 'Mod-Shift-7' },
      { does: 'Deeper in the list, next cell', keys: 'Tab' },
      { does: 'Less deep, cell before', keys: 'Shift-Tab' },
      { does: 'Quote', keys: 'Mod-Shift-b' },
      { does: 'Code block', keys: 'Mod-Alt-c' },
      { does: 'Tick a task', keys: 'Mod-Shift-Enter' },
      { does: 'The menu of the block, or of the row and column', keys: 'Alt-Enter' },
      { does: 'Move the block up', keys: 'Alt-Shift-ArrowUp' },
      { does: 'Move the block down', keys: 'Alt-Shift-ArrowDown' },
      { does: 'Double the block', keys: 'Mod-Shift-d' },
      { does: 'Open what is selected', keys: 'Enter' },
    ],
  },
  {
    title: 'The post',
    lines: [
      { does: 'Undo', keys: 'Mod-z' },
      { does: 'Redo', keys: 'Mod-Shift-z' },
      { does: 'Paste without its look', keys: 'Mod-Shift-v' },
      { does: 'Find', keys: 'Mod-f' },
      { does: 'Replace', keys: 'Mod-h' },
      { does: 'Focus on the paragraph', keys: 'Mod-Shift-f' },
      { does: 'Publish', keys: 'Mod-Enter' },
      { does: 'These keys', keys: 'Mod-/' },
    ],
  },
]

/** What one types at a line's start, or around words, instead of using a tool. */
export const typed: readonly Shortcut[] = [
  { does: 'Heading', keys: '## ' },
  { does: 'List', keys: '- ' },
  { does: 'Numbered list', keys: '1. ' },
  { does: 'Task, in a list', keys: '[ ] ' },
  { does: 'Quote', keys: '> ' },
  { does: 'Code block', keys: '``` ' },
  { does: 'Line', keys: '---' },
  { does: 'Bold', keys: '**words**' },
  { does: 'Italic', keys: '*words*' },
  { does: 'Code', keys: '`words`' },
  { does: 'Struck out', keys: '~~words~~' },
  { does: 'Link', keys: '[words](address)' },
  { does: 'Picture', keys: '![words](address)' },
  { does: 'Footnote', keys: '[^1]' },
  { does: 'Formula', keys: '$$x$$ ' },
]

const mac: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
const other: Readonly<Record<string, string>> = { Mod: 'Ctrl' }
const everywhere: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', Enter: '↵' }

/** The keys one by one, as this computer's keyboard has them. */
export function keyNames(keys: string, isMac: boolean): string[] {
  const names = { ...everywhere, ...(isMac ? mac : other) }
  return keys.split('-').map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}
