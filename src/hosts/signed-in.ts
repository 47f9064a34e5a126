/** The name under which `signed-in.html` tells the answer of a host to the pages of our origin. */
const channelName = 'galley-sign-in'

/**
 * Waits for the answer to the sign-in of this `state`, which `signed-in.html` tells when the host has sent the author there.
 * Gives the query of that page's address; rejects when `signal` gives the waiting up.
 *
 * The window that the host was opened in cannot speak to us directly: `Cross-Origin-Opener-Policy: same-origin` cuts it from
 * its opener as soon as it shows the host. A `BroadcastChannel` reaches every page of our origin and no other; an answer
 * that is not to our question is left to whoever asked it.
 */
export async function waitForAnswer(state: string, signal: AbortSignal): Promise<string> {
  const channel = new BroadcastChannel(channelName)
  try {
    return await new Promise<string>((resolve, reject) => {
      const giveUp = (): void => reject(new DOMException('The sign-in was given up', 'AbortError'))
      if (signal.aborted) giveUp()
      signal.addEventListener('abort', giveUp, { once: true })
      channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string' && new URLSearchParams(data).get('state') === state) resolve(data)
      })
    })
  } finally {
    channel.close()
  }
}
