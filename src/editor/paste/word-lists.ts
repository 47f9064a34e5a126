/** Word writes lists as paragraphs that say their level in a style of its own, which browsers do not know. */
const listStyle = /mso-list:\s*l\d+\s+level(\d+)/i

interface Level {
  readonly list: HTMLElement
  readonly depth: number
}

/** Puts paragraphs that are items of Word's lists into lists, nested as deep as they say. */
export function listsFromWord(root: HTMLElement): void {
  let open: Level[] = []
  for (const paragraph of root.querySelectorAll<HTMLElement>('p, h1, h2, h3, h4, h5, h6')) {
    const depth = Number(listStyle.exec(paragraph.getAttribute('style') ?? '')?.[1] ?? 0)
    if (depth === 0) open = []
    else open = addItem(open, paragraph, depth)
  }
}

function addItem(before: readonly Level[], paragraph: HTMLElement, depth: number): Level[] {
  const outer = before.filter((level) => level.depth < depth)
  const own = before.find((level) => level.depth === depth)
  const kind = takeMarker(paragraph)
  const level = own?.list.localName === kind ? own : newLevel(outer, paragraph, kind, depth)
  const item = paragraph.ownerDocument.createElement('li')
  item.append(...paragraph.childNodes)
  level.list.append(item)
  paragraph.remove()
  return [...outer, level]
}

function newLevel(outer: readonly Level[], paragraph: HTMLElement, kind: 'ul' | 'ol', depth: number): Level {
  const list = paragraph.ownerDocument.createElement(kind)
  const parent = outer.at(-1)?.list.lastElementChild
  if (parent) parent.append(list)
  else paragraph.before(list)
  return { list, depth }
}

/** A number or a letter before a dot or a bracket counts; anything else is a bullet. */
function takeMarker(paragraph: HTMLElement): 'ul' | 'ol' {
  const marker = [...paragraph.querySelectorAll('[style]')].find((element) =>
    /mso-list:\s*ignore/i.test(element.getAttribute('style') ?? ''),
  )
  const text = marker?.textContent.trim() ?? ''
  marker?.remove()
  return /^\(?(?:\d+|[a-z]{1,4})[.)]$/i.test(text) ? 'ol' : 'ul'
}
