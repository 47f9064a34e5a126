// The host sends the author here with a code. It is told to the pages of our own origin, and to no other, on a channel: a
// window that has shown another origin has no opener any more (Cross-Origin-Opener-Policy). The page that asked knows its
// answer by its state; the code alone opens nothing without what that page kept to itself.
const query = location.search
history.replaceState(null, '', location.pathname)
const channel = new BroadcastChannel('galley-sign-in')
channel.postMessage(query)
channel.close()
close()
