import { isHash } from './values.ts'

/** `empty` and `blank`: questions in a comparison, nothing elsewhere. */
export class Quality {
  readonly name: 'empty' | 'blank'
  constructor(name: 'empty' | 'blank') {
    this.name = name
  }

  /** Undefined for what cannot be asked. Ruby without Rails knows no `blank?`, so nothing is blank. */
  holdsFor(value: unknown): boolean | undefined {
    if (this.name === 'blank') return undefined
    if (typeof value === 'string' || Array.isArray(value)) return value.length === 0
    return isHash(value) ? value.size === 0 : undefined
  }

  toString(): string {
    return ''
  }
}
