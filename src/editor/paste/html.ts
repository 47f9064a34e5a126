import { cleanLinks, takePictures } from './addresses.ts'
import { marksFromStyles, styleOf } from './marks.ts'
import { parseHtml } from './parse.ts'
import { pictureSign } from './pictures.ts'
import { cleanTables } from './tables.ts'
import { keepFromRunning } from './templates.ts'
import { listsFromWord } from './word-lists.ts'

/** What is pasted, without what only the program knew from which it comes. */
export interface CleanHtml {
  readonly html: string
  /** Pictures that were in the clipboard itself, each where a `pictureSign` stands. */
  readonly pictures: readonly File[]
}

/**
 * Cleans what word processors, spreadsheets and browsers put on the clipboard: no styles, no scripts, marks for bold and
 * the like, lists for what looks like lists. Nothing of it runs or is fetched meanwhile. Nothing is left as it is for what
 * it says of itself: any page can say that it was copied here.
 */
export function cleanHtml(html: string): CleanHtml {
  const { body } = parseHtml(html.replaceAll(pictureSign, ''))
  removeForeign(body)
  listsFromWord(body)
  marksFromStyles(body)
  cleanTables(body)
  cleanTasks(body)
  cleanLinks(body)
  trimCode(body)
  const pictures = takePictures(body)
  removeEmpty(body)
  removeAttributes(body)
  keepFromRunning(body)
  return { html: body.innerHTML, pictures }
}

const unwanted =
  'script, style, link, meta, title, template, noscript, iframe, frame, object, embed, svg, math, audio, video, canvas, ' +
  'select, textarea, button, input:not([type="checkbox"]), map, .Apple-interchange-newline'

function removeForeign(body: HTMLElement): void {
  for (const element of body.querySelectorAll('*'))
    if (element.matches(unwanted) || styleOf(element).display === 'none') element.remove()
  for (const space of body.querySelectorAll('.Apple-converted-space')) space.replaceWith(' ')
  for (const element of body.querySelectorAll('[id^="docs-internal-guid"]'))
    element.replaceWith(...element.childNodes)
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const comments: Node[] = []
  while (walker.nextNode()) comments.push(walker.currentNode)
  for (const comment of comments) comment.parentNode?.removeChild(comment)
}

/** A box before an item's text makes it a task. */
function cleanTasks(body: HTMLElement): void {
  for (const box of body.querySelectorAll<HTMLInputElement>('input')) {
    const item = box.closest('li')
    if (item) item.dataset.task = box.hasAttribute('checked') ? 'checked' : 'open'
    box.remove()
  }
}

/** The end of code's last line is none of its text. */
function trimCode(body: HTMLElement): void {
  for (const code of body.querySelectorAll('pre')) {
    const last = code.querySelector('code')?.lastChild ?? code.lastChild
    if (last instanceof Text) last.data = last.data.replace(/\n+$/, '')
  }
}

/** Empty paragraphs, and breaks that stand between blocks, are space: the page makes its own. */
function removeEmpty(body: HTMLElement): void {
  for (const line of body.querySelectorAll('br')) {
    const { parentElement: parent, nextSibling: next } = line
    const between =
      parent?.querySelector(':scope > :is(p, div, h1, h2, h3, h4, h5, h6, ul, ol, table, pre)') != null
    const last = next === null && parent !== null && /^(?:P|DIV|LI|H\d|TD|TH)$/.test(parent.tagName)
    if (between || last) line.remove()
  }
  for (const block of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6'))
    if (block.textContent.trim() === '' && !block.querySelector('img, br')) block.remove()
}

const kept: Readonly<Record<string, readonly string[]>> = {
  A: ['href', 'title'],
  IMG: ['src', 'alt', 'title'],
  LI: ['data-task'],
}

function removeAttributes(body: HTMLElement): void {
  for (const element of body.querySelectorAll('*'))
    for (const { name } of [...element.attributes])
      if (
        !(kept[element.tagName] ?? []).includes(name) &&
        !(name === 'class' && element.className.startsWith('language-'))
      )
        element.removeAttribute(name)
}
