import type { Component } from 'svelte'
import type { Session } from '../../../app/index.ts'
import { embedName, wordsOfTag, type OpenedNode } from '../../../editor/index.ts'
import { lazily, type Lazy } from '../../lazily.ts'
import type { Writing } from '../writing.svelte.ts'

/** What every panel is given. */
export interface PanelProps {
  /** What it edits, as it is now: `writing.editor.commands.update(opened.pos, …)` changes it. */
  readonly opened: OpenedNode
  readonly writing: Writing
  readonly session: Session
  /** Puts the panel away and gives the focus back to the text. */
  readonly close: () => void
}

interface Panel {
  /** What the author calls the thing. */
  readonly label: string
  /** What stands above the panel, where it says more than that. */
  readonly title?: (opened: OpenedNode) => string
  /** What a panel marks with `data-autofocus`, else its first control, has the focus when it was opened by the keyboard. */
  readonly component: Lazy<Component<PanelProps>>
}

/** An include, a condition, a note: as its card calls it. */
const title = ({ node }: OpenedNode): string => wordsOfTag(String(node.attrs.source)).label

/** The panels by the names of the nodes and marks that they edit. */
export const panels: ReadonlyMap<string, Panel> = new Map(
  Object.entries({
    image: { label: 'Picture', component: lazily(() => import('./PicturePanel.svelte')) },
    tag: { label: 'Special block', title, component: lazily(() => import('./TagPanel.svelte')) },
    inlineTag: { label: 'Special text', title, component: lazily(() => import('./TagPanel.svelte')) },
    output: { label: 'Filled in by your blog', component: lazily(() => import('./OutputPanel.svelte')) },
    embed: {
      label: 'From elsewhere',
      title: ({ node }) => embedName(String(node.attrs.source)),
      component: lazily(() => import('./EmbedPanel.svelte')),
    },
    math: { label: 'Formula', component: lazily(() => import('./MathPanel.svelte')) },
    inlineMath: { label: 'Formula', component: lazily(() => import('./MathPanel.svelte')) },
    linkDefinition: {
      label: 'Address of links',
      component: lazily(() => import('./DefinitionPanel.svelte')),
    },
    abbreviation: { label: 'Abbreviation', component: lazily(() => import('./DefinitionPanel.svelte')) },
    styleDefinition: { label: 'Style', component: lazily(() => import('./DefinitionPanel.svelte')) },
    link: { label: 'Link', component: lazily(() => import('./LinkPanel.svelte')) },
  }),
)
