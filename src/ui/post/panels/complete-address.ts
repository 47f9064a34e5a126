/** `example.com/page` is meant as an address of the web, `you@example.com` as one of the mail. */
export function completeAddress(address: string): string {
  if (/^[^\s/@:]+@[^\s/@:]+\.[^\s/@:]+$/.test(address)) return `mailto:${address}`
  return /^(www\.|[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(\/|$))/i.test(address) ? `https://${address}` : address
}
