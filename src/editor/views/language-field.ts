import { languageChoices, typedLanguage, type LanguageChoice } from '../code-languages.ts'

export interface LanguageFieldOptions {
  used(): readonly string[]
  /** '': no language. */
  choose(value: string): void
  /** The author is done with the field. */
  leave(): void
}

/** So many lines at most are offered. */
const shown = 8
let count = 0

/** A field with a list of suggestions (the pattern “combobox with list” of ARIA's authoring practices). */
export class LanguageField {
  readonly dom = document.createElement('div')
  readonly #input = document.createElement('input')
  readonly #list = document.createElement('ul')
  readonly #options: LanguageFieldOptions
  #choices: readonly LanguageChoice[] = []
  #active = -1
  #name = ''

  constructor(options: LanguageFieldOptions) {
    this.#options = options
    this.dom.className = 'galley-language'
    this.dom.contentEditable = 'false'
    this.#list.id = `galley-languages-${String((count += 1))}`
    this.#list.setAttribute('role', 'listbox')
    this.#list.setAttribute('aria-label', 'Languages')
    this.#list.hidden = true
    const attributes = {
      role: 'combobox',
      'aria-label': 'Language of the code',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': this.#list.id,
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: 'Plain text',
    }
    for (const [name, value] of Object.entries(attributes)) this.#input.setAttribute(name, value)
    this.dom.append(this.#input, this.#list)
    this.#listen()
  }

  /** The language that the code has. */
  show(name: string): void {
    this.#name = name
    this.#input.value = name
    this.#input.size = Math.max(8, name.length)
  }

  focus(): void {
    this.#input.focus()
  }

  #listen(): void {
    this.#input.addEventListener('focus', () => {
      this.#input.select()
      this.#open('')
      this.#list.scrollIntoView({ block: 'nearest' })
    })
    this.#input.addEventListener('click', () => this.#list.hidden && this.#open(''))
    this.#input.addEventListener('input', () => this.#open(this.#input.value))
    // Another window may take the focus: the list stays here.
    this.#input.addEventListener('blur', () => {
      if (document.activeElement !== this.#input) this.#close()
    })
    this.#input.addEventListener('keydown', (event) => this.#key(event))
    // Pressing on the list leaves the focus in the field.
    this.#list.addEventListener('mousedown', (event) => event.preventDefault())
    this.#list.addEventListener('click', ({ target }) => {
      const line = target instanceof Element ? target.closest('li') : null
      if (line) this.#take(this.#choices[[...this.#list.children].indexOf(line)]?.value ?? '')
    })
  }

  #key(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) this.#move(step)
    else if (event.key === 'Enter') this.#take(this.#entered())
    else if (event.key === 'Escape') this.#done()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** What Enter chooses: the line that the arrows stand on, or what was typed. */
  #entered(): string {
    const typed = this.#input.value.trim()
    const line = this.#choices[this.#active]
    if (line) return line.value
    return typed === '' || typed === 'Plain text' ? '' : typedLanguage(this.#options.used(), typed)
  }

  #take(value: string): void {
    this.#options.choose(value)
    this.#done()
  }

  #done(): void {
    this.#close()
    this.#options.leave()
  }

  #open(typed: string): void {
    this.#choices = languageChoices(this.#options.used(), typed).slice(0, shown)
    this.#active = -1
    this.#list.replaceChildren(
      ...this.#choices.map(({ label }, index) => lineOf(label, `${this.#list.id}-${String(index)}`)),
    )
    this.#list.hidden = this.#choices.length === 0
    this.#mark()
  }

  #close(): void {
    this.#list.hidden = true
    this.#active = -1
    this.#mark()
    this.show(this.#name)
  }

  #move(step: 1 | -1): void {
    if (this.#list.hidden) this.#open('')
    const length = this.#choices.length
    if (length > 0)
      this.#active = this.#active < 0 && step < 0 ? length - 1 : (this.#active + step + length) % length
    this.#mark()
  }

  #mark(): void {
    this.#input.setAttribute('aria-expanded', String(!this.#list.hidden))
    const lines = [...this.#list.children]
    lines.forEach((line, index) => line.setAttribute('aria-selected', String(index === this.#active)))
    const active = lines[this.#active]
    active?.scrollIntoView({ block: 'nearest' })
    if (active) this.#input.setAttribute('aria-activedescendant', active.id)
    else this.#input.removeAttribute('aria-activedescendant')
  }
}

function lineOf(label: string, id: string): HTMLElement {
  const line = document.createElement('li')
  line.id = id
  line.setAttribute('role', 'option')
  line.textContent = label
  return line
}
