import type { Problem } from '../../app/index.ts'
import type { Access, HostInfo, Missing, Person } from '../../hosts/hosting.ts'
import type { Account, Door } from '../../hosts/service.ts'
import { explain, type Explanation } from '../errors.ts'

/** Why somebody was not let in, under the field that they filled in. */
export function refusalInWords(problem: Problem, door: Door | undefined): string {
  if (problem.code !== 'unauthorized') return explain(problem).sentence
  return door?.form
    ? `${door.host.name} does not know this access key. Copy it once more, or make a new one.`
    : 'The host did not accept these two. Check both and try again.'
}

/** Why somebody who was on the host's own page did not come in, and what to do then. */
export function denialInWords(problem: Problem, { name }: HostInfo): string {
  if (problem.code === 'forbidden')
    return `${name} did not let Galley in. Press the button once more and agree there, or use an access key.`
  if (problem.code === 'unauthorized')
    return `${name} does not take this answer any more. Press the button once more.`
  return explain(problem).sentence
}

/** How whoever is signed in is called: a blog's own access key belongs to nobody. */
export const nameOf = ({ name }: Person): string => (name === '' ? 'an access key of this blog' : name)

/** Why somebody who is signed in shall sign in again. `isKnown`: the host still knows them. */
export function againInWords({ person, host }: Account, isKnown: boolean): Explanation {
  const safe = 'Everything you wrote is safe on this device, and is published once you are in.'
  if (!isKnown)
    return {
      title: 'Sign in again',
      sentence: `Your blog’s host does not take this sign-in any more. ${safe}`,
    }
  return {
    title: 'This sign-in may not publish',
    sentence: `${host.name} lets ${nameOf(person)} read your blog like this, but not change it. Sign in with an access key that may write, or as somebody else. ${safe}`,
  }
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

/**
 * Why what is written will not get to the blog as it is, known before it is written; undefined where it will. `asksReview`:
 * the blog asks for somebody to look it over.
 */
export function hindranceInWords(
  { person, canPush, canPropose, isProtected, missing }: Access,
  asksReview = false,
): { readonly title: string; readonly sentence: string } | undefined {
  const lack = lackInWords(missing.filter((what) => what === 'write' || what === 'repository'))
  if ((!canPush || isProtected || asksReview) && canPropose)
    return {
      title: 'Changes to this blog are looked over first',
      sentence: 'Write on. When you are done, Publish sends what you wrote to whoever looks after the blog.',
    }
  if (!canPush)
    return {
      title: `You can write here, but not publish`,
      sentence: `${lack === '' ? `You are signed in as ${nameOf(person)}, who may not change this blog.` : lack} What you write stays on this device.`,
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
