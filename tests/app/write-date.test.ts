import { describe, expect, it } from 'vitest'
import { writeDate } from '../../src/app/write-date.ts'

describe('writeDate', () => {
  it.each([
    ['2026-11-22', undefined, '2020-05-22', 'UTC', '2026-11-22'],
    ['2026-11-22', undefined, undefined, 'UTC', '2026-11-22'],
    ['2026-11-22', '09:30', '2020-05-22 10:00:00 +0100', 'UTC', '2026-11-22 09:30:00 +0100'],
    ['2026-11-22', '09:30', '2020-05-22T10:00:07Z', 'UTC', '2026-11-22T09:30:07Z'],
    ['2026-11-22', '09:30', '2020-05-22 10:00', 'UTC', '2026-11-22 09:30'],
    ['2026-11-22', '09:30', '2020-05-22', 'Europe/Berlin', '2026-11-22 09:30:00 +0100'],
    ['2026-07-22', '09:30', undefined, 'Europe/Berlin', '2026-07-22 09:30:00 +0200'],
    ['2026-03-29', '03:30', undefined, 'Europe/Berlin', '2026-03-29 03:30:00 +0200'],
    ['2026-11-22', '09:30', undefined, 'America/New_York', '2026-11-22 09:30:00 -0500'],
  ])('%s %s in the spelling of %s (%s)', (day, time, old, zone, expected) =>
    expect(writeDate(day, time, old, zone)).toBe(expected),
  )
})
