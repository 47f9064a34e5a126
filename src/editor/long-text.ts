import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

/** From so many blocks on, those far from the screen are neither laid out nor painted (`tools.css`). */
const many = 100

/** Marks the text of a long post. */
export const longText = Extension.create({
  name: 'longText',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        attributes: ({ doc }): Record<string, string> =>
          doc.childCount > many ? { class: 'galley-long' } : {},
      },
    }),
  ],
})
