import type { RelayOptions } from './relay.ts'

type Variables = Readonly<Record<string, unknown>>

/**
 * What the variables of a process or of a platform say of a relay (`docs/deploy.md` lists them): RELAY_HOSTS, RELAY_ORIGINS,
 * RELAY_PATH, RELAY_TRUST_FORWARDED, RELAY_GITHUB_CLIENT, RELAY_GITHUB_SECRET, RELAY_GITHUB_HOST.
 */
export function relayInEnvironment(variables: Variables): Omit<RelayOptions, 'upstream'> {
  const hosts = namesIn(variables.RELAY_HOSTS)
  const path = textIn(variables.RELAY_PATH)
  return {
    origins: namesIn(variables.RELAY_ORIGINS),
    path: (path ?? '/relay').replace(/\/+$/, ''),
    trustForwarded: textIn(variables.RELAY_TRUST_FORWARDED) === 'yes',
    signIn: signInOf(variables),
    ...(hosts.length > 0 && { hosts }),
  }
}

/** Names with blanks or commas between them. */
export const namesIn = (value: unknown): readonly string[] => textIn(value)?.split(/[\s,]+/) ?? []

function textIn(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? undefined : text
}

function signInOf(variables: Variables): NonNullable<RelayOptions['signIn']> {
  const client = textIn(variables.RELAY_GITHUB_CLIENT)
  const secret = textIn(variables.RELAY_GITHUB_SECRET)
  const host = textIn(variables.RELAY_GITHUB_HOST) ?? 'github.com'
  return client === undefined || secret === undefined ? [] : [{ host, client, secret }]
}
