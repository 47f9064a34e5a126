import type { Timing } from '../../app/timing.ts'
import { dayInWords } from '../words.ts'

/** What the date of a post means for its readers; undefined where nothing needs to be said. */
export function timingInWords({ date, status, ahead, zone, written }: Timing): string | undefined {
  if (!date) return status === 'draft' ? 'It gets the day on which you make it a post.' : undefined
  const clock = `the blog’s clock (${zone.replaceAll('_', ' ')})`
  const two = (number: number): string => String(number).padStart(2, '0')
  const when = dayInWords(date) + (date.hasTime ? ` at ${two(date.hour)}:${two(date.minute)}` : '')
  const elsewhere = written === undefined ? '' : `Shown on ${clock}; the file says ${written}.`
  if (!ahead) return elsewhere === '' ? undefined : elsewhere
  if (status === 'draft') return `Planned for ${when}. Make it a post, and it is scheduled for then.`
  if (status === 'hidden') return elsewhere === '' ? undefined : elsewhere
  if (status === 'published')
    return `This will appear as soon as you publish: this blog shows posts before their date. ${elsewhere}`.trim()
  const by = elsewhere === '' ? ` on ${clock}` : ''
  return `This will appear on ${when}${by}, when the blog is built the first time after that: by itself where it is built every day, else with whatever is published next. ${elsewhere}`.trim()
}
