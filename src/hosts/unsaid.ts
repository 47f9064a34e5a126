import type { Token } from './hosting.ts'

/** Where words of a host stand in what is told of it. */
const words: ReadonlySet<string> = new Set(['message', 'denied'])

/** What is told of a host, in whose words these credentials do not stand, nor as they were sent. */
export function unsaid(told: unknown, { username, password }: Token): unknown {
  if (password === '') return told
  const pair = new TextEncoder().encode(`${username}:${password}`)
  const secrets = [password, encodeURIComponent(password), btoa(String.fromCharCode(...pair))]
  return without(told, secrets)
}

/** Plain objects inside are looked into; lists and bytes are no words. */
function without(told: unknown, secrets: readonly string[]): unknown {
  if (typeof told !== 'object' || told === null || Object.getPrototypeOf(told) !== Object.prototype)
    return told
  const safe = (key: string, value: unknown): unknown =>
    typeof value === 'string' && words.has(key)
      ? secrets.reduce((text, secret) => text.replaceAll(secret, '…'), value)
      : without(value, secrets)
  return Object.fromEntries(Object.entries(told).map(([key, value]) => [key, safe(key, value)]))
}
