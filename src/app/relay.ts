import { readRelay } from '../hosts/route.ts'
import type { App } from './app.svelte.ts'

/** Somebody waits for it: a relay that takes longer, in milliseconds, is none. */
const patience = 8000

/** Nothing of the author goes along: it is only asked what it is. */
export const openly = (url: string): Promise<Response> =>
  fetch(url, {
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  })

/**
 * Goes through this relay from now on where a host needs one; `''`: through none, undefined: as the server says. False where
 * no relay answers at the address; nothing has changed then.
 */
export async function takeRelay(app: App, typed: string | undefined): Promise<boolean> {
  if (typed === undefined || typed === '') {
    const { relay, ...others } = app.settings
    if (relay !== typed) await app.replaceSettings(typed === undefined ? others : { ...others, relay: '' })
    return true
  }
  const relay = (/^https?:\/\//.test(typed) ? typed : `https://${typed}`).replace(/\/+$/, '')
  if (!URL.canParse(relay) || !(await readRelay(relay, openly))) return false
  await app.remember({ relay })
  return true
}
