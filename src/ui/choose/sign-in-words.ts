import type { Problem } from '../../app/index.ts'
import type { Access, Missing } from '../../hosts/hosting.ts'
import type { Account, Door } from '../../hosts/service.ts'
import { explain } from '../errors.ts'

/** Why somebody was not let in, under the field that they filled in. */
export function refusalInWords(problem: Problem, door: Door | undefined): string {
  if (problem.code !== 'unauthorized') return explain(problem).sentence
  return door?.form
    ? `${door.host.name} does not know this access key. Copy it once more, or make a new one.`
    : 'The host did not accept these two. Check both and try again.'
}

const deeds: Readonly<Record<Missing, string>> = {
  read: 'read your blog',
  write: 'change your blog',
  repository: 'open this blog',
  user: 'see who you are',
  propose: 'ask for a review',
  build: 'see whether publishing went well',
}

/** What an access key does not allow; empty where it allows all. */
export function lackInWords(missing: readonly Missing[]): string {
  const [first, ...more] = missing.map((what) => deeds[what])
  if (first === undefined) return ''
  const last = more.pop()
  const all = last === undefined ? first : `${[first, ...more].join(', ')} or ${last}`
  return `The access key does not let Galley ${all}.`
}

/** Why what is written will not get to the blog as it is, known before it is written; undefined where it will. */
export function hindranceInWords({
  person,
  canPush,
  canPropose,
  isProtected,
  missing,
}: Access): { readonly title: string; readonly sentence: string } | undefined {
  const lack = lackInWords(missing.filter((what) => what === 'write' || what === 'repository'))
  if ((!canPush || isProtected) && canPropose)
    return {
      title: 'Changes to this blog are looked over first',
      sentence: 'Write on. When you are done, Publish sends what you wrote to whoever looks after the blog.',
    }
  if (!canPush)
    return {
      title: `You can write here, but not publish`,
      sentence: `${lack === '' ? `You are signed in as ${person.name}, who may not change this blog.` : lack} What you write stays on this device.`,
    }
  if (!isProtected) return undefined
  return {
    title: 'Changes to this blog are looked over first',
    sentence: 'Its host takes none straight from here. Write on: what you write stays on this device.',
  }
}

const dates = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

/** How long somebody stays signed in. */
export function stayInWords({ keep }: Account): string {
  if (keep === 'tab') return 'until this tab is closed'
  return keep === 'sign-out'
    ? 'on this device until you sign out'
    : `on this device until ${dates.format(keep)}`
}
