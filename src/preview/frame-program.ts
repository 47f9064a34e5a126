import type { FromPage, ToPage } from './frame-messages.ts'
import { arrival, bring, wordsAt } from './page-words.ts'
import { tellUnfetched, unfetchedIn } from './unfetched.ts'

/** Runs in a page before the site's own scripts: tells the app what is clicked and how far down it is, and scrolls as it is told. */

/** Milliseconds without a change after which a page looks as it will, and the most that is waited for them. */
const quiet = 80
const patience = 1500
/** Milliseconds for which a page may load what others have before it is shown without that. */
const loading = 8000
/** Milliseconds between two signs of life. */
const beat = 400
/** What answers clicks itself. */
const own = 'button, input, select, textarea, label, summary, video, audio, [role="button"], [onclick]'

const hands = globalThis as { galleyHands?: { port: MessagePort; top: number } }
if (hands.galleyHands) start(hands.galleyHands.port, hands.galleyHands.top)
delete hands.galleyHands

function start(port: MessagePort, top: number): void {
  const tell = (told: FromPage): void => port.postMessage(told)
  port.onmessage = ({ data }: MessageEvent<ToPage>) => bring(document, data.words, data.top)
  addEventListener('scroll', () => tell({ top: scrollY }), { passive: true })
  addEventListener('click', (event) => clicked(event, tell))
  document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
    if (/^https?:/.test(blockedURI)) tell({ refused: true })
  })
  const miss = (host: string): void => tell({ unfetched: host })
  tellUnfetched(document, miss)
  const alive = setInterval(() => tell({ alive: true }), beat)
  void loaded().then(async () => {
    await stillness()
    clearInterval(alive)
    unfetchedIn(document).forEach(miss)
    const first = document.querySelector(`[${arrival}]`)
    if (first) first.scrollIntoView()
    else scrollTo(0, top)
    tell({ settled: true })
  })
}

function loaded(): Promise<unknown> {
  const all = new Promise((resolve) => addEventListener('load', resolve))
  return Promise.race([all, new Promise((resolve) => setTimeout(resolve, loading))])
}

function stillness(): Promise<void> {
  return new Promise((resolve) => {
    let timer = setTimeout(resolve, quiet)
    setTimeout(resolve, patience)
    new MutationObserver(() => {
      clearTimeout(timer)
      timer = setTimeout(resolve, quiet)
    }).observe(document, { subtree: true, childList: true, attributes: true })
  })
}

/** What a script of the site did with a click is left to it. */
function clicked(event: MouseEvent, tell: (told: FromPage) => void): void {
  if (event.defaultPrevented || !(event.target instanceof Element)) return
  const link = event.target.closest('a[href], area[href]')
  const address = link?.getAttribute('href')
  if (address?.startsWith('#')) return
  if (link && address != null) {
    event.preventDefault()
    // what was an address of the blog's own, and is its bytes here, leads nowhere
    if (!address.startsWith('data:')) tell({ link: address })
    return
  }
  const words = event.target.closest(own) ? undefined : wordsAt(event)
  if (words) tell({ words, clicked: event.clientY })
}
