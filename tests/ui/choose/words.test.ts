import { describe, expect, it } from 'vitest'
import type { Access, HostInfo } from '../../../src/hosts/hosting.ts'
import { tokenForm, type HostKind } from '../../../src/hosts/index.ts'
import { reachInWords, stepsInWords } from '../../../src/ui/choose/key-words.ts'
import {
  againInWords,
  denialInWords,
  hindranceInWords,
  lackInWords,
  refusalInWords,
  stayInWords,
} from '../../../src/ui/choose/sign-in-words.ts'

const host = (kind: HostKind): HostInfo => ({
  kind,
  name: 'Its host',
  origin: 'https://git.example',
  gitFromBrowsers: true,
})
const stepsOf = (kind: HostKind, path?: string): readonly string[] => {
  const form = tokenForm(host(kind), path)
  return form ? stepsInWords(form) : []
}

describe('the way to an access key', () => {
  it('tells what is left to do, and what is to be seen after where the form may not be filled in', () => {
    expect(stepsOf('github', 'ada/blog')).toEqual([
      'See that it is for whose blog it is.',
      'Let it open this blog’s repository alone, where that is offered.',
      'See that it has Contents: Read and write; Pull requests: Read and write; Pages: Read-only; Actions: Read-only.',
      'Make the key with the button at the end of the page.',
    ])
    expect(stepsOf('github')).toContain('Choose which of your repositories it opens.')
    expect(stepsOf('gitlab', 'ada/blog').join()).toContain('Maintainer')
    expect(stepsOf('gitlab').join()).not.toContain('Maintainer')
    expect(stepsOf('gitea', 'ada/blog').join()).toContain('Tick repository: Read and write')
    expect(stepsOf('bitbucket').join()).toContain('write:repository:bitbucket')
  })

  it('says what the key opens', () => {
    const reach = (kind: HostKind, path?: string): string => {
      const form = tokenForm(host(kind), path)
      return form ? reachInWords(form) : ''
    }
    expect(reach('gitlab', 'ada/blog')).toBe('It is for this blog alone')
    expect(reach('gitlab')).toBe('It opens no more than you let it')
    expect(reach('gitea', 'ada/blog')).toBe('It opens no more than you let it')
  })
})

const access: Access = {
  person: { login: 'ada', name: 'Ada L.' },
  canRead: true,
  canPush: true,
  branch: 'main',
  isProtected: false,
  canPropose: true,
  missing: [],
}

describe('who is let in', () => {
  it('hears why not, and what to do', () => {
    const door = { host: host('gitlab'), form: tokenForm(host('gitlab'), undefined) }
    expect(refusalInWords({ code: 'unauthorized' }, undefined)).toMatch(/^The host did not accept these two/)
    expect(refusalInWords({ code: 'unauthorized' }, { ...door, form: door.form ?? never() })).toMatch(
      /^Its host does not know this access key/,
    )
    expect(refusalInWords({ code: 'unreached' }, undefined)).toContain('exactly this blog')
    expect(denialInWords({ code: 'forbidden' }, host('gitlab'))).toMatch(/did not let Galley in/)
    expect(denialInWords({ code: 'unauthorized' }, host('gitlab'))).toMatch(/Press the button once more/)
    expect(denialInWords({ code: 'offline' }, host('gitlab'))).toMatch(/cannot be reached/)
  })

  it('hears before writing what will not get to the blog', () => {
    expect(hindranceInWords(access)).toBeUndefined()
    expect(hindranceInWords({ ...access, canPush: false })?.title).toBe(
      'Changes to this blog are looked over first',
    )
    expect(hindranceInWords({ ...access, isProtected: true })?.sentence).toContain('Publish sends')
    const closed = { ...access, canPush: false, canPropose: false }
    expect(hindranceInWords(closed)?.sentence).toContain('You are signed in as Ada L., who may not')
    expect(hindranceInWords({ ...closed, missing: ['write'] })?.sentence).toContain(
      'The access key does not let Galley change your blog.',
    )
    expect(lackInWords(['write', 'build'])).toBe(
      'The access key does not let Galley change your blog or see whether publishing went well.',
    )
  })

  it('is told apart from who has to come in once more', () => {
    const account = {
      person: { login: '', name: '' },
      host: host('bitbucket'),
      keep: 'tab',
      forOne: true,
    } as const
    expect(againInWords(account, false).title).toBe('Sign in again')
    expect(againInWords(account, true).sentence).toMatch(/^Its host lets an access key of this blog read/)
    expect(stayInWords(account)).toBe('until this tab is closed')
    expect(stayInWords({ ...account, keep: Date.UTC(2026, 10, 30, 12) })).toBe(
      'on this device until 30 November 2026',
    )
    expect(stayInWords({ ...account, keep: 'sign-out' })).toBe('on this device until you sign out')
  })
})

function never(): never {
  throw new Error('No form')
}
