import { LiquidError } from '../errors.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The UTF-8 bytes of a text in Base64. */
export function encodeBase64(text: string): string {
  const bytes = utf8(text)
  let result = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const characters = [18, 12, 6, 0].map((shift) => alphabet.charAt((group >> shift) & 63)).join('')
    result += characters.slice(0, Math.min(4, bytes.length - at + 1)).padEnd(4, '=')
  }
  return result
}

/** The text of UTF-8 in Base64; throws what Liquid says. */
export function decodeBase64(text: string, filter: string): string {
  const bare = text.replace(/={1,2}$/, '')
  const whole = text.length % 4 === 0 || filter.includes('url_safe')
  if (!whole || !/^[A-Za-z0-9+/]*$/.test(bare)) throw new LiquidError(`invalid base64 provided to ${filter}`)
  const bits = Array.from(bare)
    .map((char) => alphabet.indexOf(char).toString(2).padStart(6, '0'))
    .join('')
  const bytes = (bits.match(/[01]{8}/g) ?? []).map(
    (byte) => `%${Number.parseInt(byte, 2).toString(16).padStart(2, '0')}`,
  )
  try {
    return decodeURIComponent(bytes.join(''))
  } catch {
    return bytes.map((byte) => String.fromCharCode(Number.parseInt(byte.slice(1), 16))).join('')
  }
}

const utf8 = (text: string): number[] =>
  [...encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\ufffd')).matchAll(/%(..)|[^]/g)].map(([all, hex]) =>
    hex === undefined ? all.charCodeAt(0) : Number.parseInt(hex, 16),
  )
