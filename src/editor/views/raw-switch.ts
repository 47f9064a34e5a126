import { element } from './element.ts'

/** A button that says of code with tags of the site whether readers see the tags as they are. */
export class RawSwitch {
  readonly dom: HTMLElement = element('button', 'galley-raw')

  constructor(toggle: () => void) {
    this.dom.setAttribute('type', 'button')
    this.dom.contentEditable = 'false'
    // Pressing it leaves the cursor in the code.
    this.dom.addEventListener('mousedown', (event) => event.preventDefault())
    this.dom.addEventListener('click', toggle)
  }

  /** `raw`: undefined where there are no tags. */
  show(raw: boolean | undefined): void {
    this.dom.hidden = raw === undefined
    const [says, does] = raw === true ? shown : filledIn
    this.dom.textContent = says
    this.dom.title = does
  }
}

const shown = [
  'Tags as they are',
  'Readers see the tags in this code. Press to let the site fill them in.',
] as const
const filledIn = [
  'Tags filled in',
  'Readers see what the site puts in place of the tags in this code. Press to show the tags.',
] as const
