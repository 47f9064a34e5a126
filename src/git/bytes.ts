const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const singles = new TextDecoder('latin1')
const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true })

export type Bytes = Uint8Array<ArrayBuffer>

export const encode = (text: string): Bytes => encoder.encode(text)

/** UTF-8 to text; what is not UTF-8 becomes U+FFFD. */
export const decode = (bytes: Uint8Array): string => decoder.decode(bytes)

/** UTF-8 to text, or undefined where the bytes are not UTF-8. */
export function decodeExactly(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

export function concat(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** One character for each byte: ASCII is itself. */
export const decodeBytes = (bytes: Uint8Array): string => singles.decode(bytes)

export function isAscii(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((bytes[at] ?? 0) > 0x7f) return false
  return true
}

const digits = encode('0123456789abcdef')

export function toHex(bytes: Uint8Array): string {
  const hex = new Uint8Array(2 * bytes.length)
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    hex[2 * at] = digits[byte >> 4] ?? 0
    hex[2 * at + 1] = digits[byte & 15] ?? 0
  }
  return decodeBytes(hex)
}

export function fromHex(hex: string): Bytes {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16))
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
