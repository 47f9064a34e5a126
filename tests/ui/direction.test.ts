import { expect, it } from 'vitest'
import { directionOf } from '../../src/ui/post/direction.ts'

it.each([
  ['The fog', 'ltr'],
  ['— 12: ضباب على the river', 'rtl'],
  ['ערפל', 'rtl'],
  ['霧の川', 'ltr'],
  ['2026 · 🌊', undefined],
  ['', undefined],
])('%j runs %s', (text, direction) => expect(directionOf(text)).toBe(direction))
