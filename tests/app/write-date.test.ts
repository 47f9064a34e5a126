import { describe, expect, it } from 'vitest'
import { Timestamp } from '../../src/jekyll/index.ts'
import { onClock, writeDate } from '../../src/app/write-date.ts'

describe('writeDate', () => {
  it.each([
    ['2026-11-22', undefined, '2020-05-22', 'UTC', '2026-11-22'],
    ['2026-11-22', undefined, undefined, 'UTC', '2026-11-22'],
    // the clock is the site's, the zone the file's
    ['2026-11-22', '09:30', '2020-05-22 10:00:00 +0100', 'UTC', '2026-11-22 10:30:00 +0100'],
    ['2026-11-22', '00:30', '2020-05-22 10:00:00 +0000', 'Europe/Berlin', '2026-11-21 23:30:00 +0000'],
    ['2026-11-22', '09:30', '2020-05-22 10:00:00', 'Europe/Berlin', '2026-11-22 08:30:00'],
    ['2026-11-22', '09:30', '2020-05-22 10:00:00 +0200', 'Europe/Berlin', '2026-11-22 09:30:00 +0100'],
    ['2026-11-22', '09:30', '2020-05-22T10:00:00+02:00', 'Europe/Berlin', '2026-11-22T09:30:00+01:00'],
    ['2026-11-22', '09:30', '2020-05-22 10:00:00 +02', 'Europe/Berlin', '2026-11-22 09:30:00 +01'],
    ['2026-02-22', '09:30', '2026-01-22T10:00:00Z', 'Europe/London', '2026-02-22T09:30:00Z'],
    ['2026-07-22', '09:30', '2026-01-22T10:00:00Z', 'Europe/London', '2026-07-22T08:30:00Z'],
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

it.each([
  ['2020-05-22 10:00:00 +0000', 'Europe/Berlin', { day: '2020-05-22', time: '12:00' }],
  ['2020-05-22 23:00:00', 'Europe/Berlin', { day: '2020-05-23', time: '01:00' }],
  ['2020-05-22', 'America/New_York', { day: '2020-05-22', time: undefined }],
])('%s on the clock of %s', (text, zone, expected) => {
  const date = Timestamp.parse(text)
  expect(date && onClock(date, zone)).toEqual(expected)
})
