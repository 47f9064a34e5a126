import { parseBody } from './document.ts'
import { createEditor } from './editor.ts'

const text = '## One\n\nTwo *three* **four** [five](#six) `seven`.\n\n- eight\n- nine\n\n> ten\n'

/**
 * Makes an editor that nobody sees: what is made once for all editors, and what the browser does once for all code, is
 * done then, and the first post opens faster.
 */
export async function rehearse(): Promise<void> {
  const { doc } = parseBody(text)
  await new Promise((resolve) => setTimeout(resolve)) // in two turns
  createEditor({
    element: document.createElement('div'),
    doc,
    label: '',
    onChange: () => undefined,
    resolveImage: () => Promise.resolve(undefined),
  }).destroy()
}
