/**
 * Makes an element what another one is, by as few changes as are easy to find: what is equal stays the same node, so that nothing
 * flickers, loads anew or loses its place. `wanted` is used up.
 */
export function patch(element: Element, wanted: Element): void {
  patchAttributes(element, wanted)
  patchChildren(element, wanted)
}

function patchAttributes(element: Element, wanted: Element): void {
  for (const { name } of [...element.attributes])
    if (!wanted.hasAttribute(name)) element.removeAttribute(name)
  for (const { name, value } of wanted.attributes)
    if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}

/** What both begin and end with stays; between, one child after the other becomes the one that stands in its place. */
function patchChildren(element: Element, wanted: Element): void {
  const [old, next] = [[...element.childNodes], [...wanted.childNodes]]
  const least = Math.min(old.length, next.length)
  const start = count(least, (at) => isSame(old[at], next[at]))
  const end = count(least - start, (at) => isSame(old.at(-1 - at), next.at(-1 - at)))
  const behind = old[old.length - end] ?? null
  const middle = old.slice(start, old.length - end)
  const nodes = next.slice(start, next.length - end)
  nodes.forEach((node, at) => {
    const place = middle[at]
    if (place) become(place, node)
    else element.insertBefore(node, behind)
  })
  middle.slice(nodes.length).forEach((node) => node.remove())
}

function become(node: ChildNode, wanted: ChildNode): void {
  if (node.isEqualNode(wanted)) return
  // the frame's nodes are of another realm: `instanceof Element` does not know them
  if (node.nodeType === 1 && node.nodeName === wanted.nodeName) patch(node as Element, wanted as Element)
  else node.replaceWith(wanted)
}

const isSame = (one: ChildNode | undefined, other: ChildNode | undefined): boolean =>
  one !== undefined && other !== undefined && one.isEqualNode(other)

/** How many in a row. */
function count(most: number, is: (at: number) => boolean): number {
  let at = 0
  while (at < most && is(at)) at += 1
  return at
}
