/** The headers of every answer. What a page may do is in its policy. */
export const strictHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': [
    'accelerometer=()',
    'camera=()',
    'display-capture=()',
    'geolocation=()',
    'gyroscope=()',
    'magnetometer=()',
    'microphone=()',
    'midi=()',
    'payment=()',
    'publickey-credentials-get=()',
    'screen-wake-lock=()',
    'serial=()',
    'usb=()',
    'xr-spatial-tracking=()',
  ].join(', '),
}

/** For answers that are no page: nothing may be done with them. */
export const emptyPolicy = "default-src 'none'; frame-ancestors 'none'"

/** The preview's page shows the site's own styles, images and fonts, and never runs anything: it has no script-src. */
export const framePolicy = [
  "default-src 'none'",
  "style-src 'self' 'unsafe-inline' blob:",
  "img-src 'self' blob: data:",
  "font-src 'self' blob: data:",
  "media-src 'self' blob:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** A page whose scripts run reaches nothing: it is of no origin, and loads only what it was handed, or what others have openly. */
export const scriptsPolicy = [
  'sandbox allow-scripts',
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' data: blob: https:",
  "style-src 'unsafe-inline' data: blob: https:",
  'img-src data: blob: https:',
  'font-src data: blob: https:',
  'media-src data: blob: https:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ')

/**
 * The app's policy: what its page says in its own `<meta>`, so that there is one text to keep, and what only a header
 * can say. A page without one may do nothing.
 */
export function appPolicy(page: string): string {
  const [tag = ''] = /<meta[^>]+http-equiv="Content-Security-Policy"[^>]*>/i.exec(page) ?? []
  const policy = /\scontent="([^"]*)"/.exec(tag)?.[1]?.replace(/\s+/g, ' ').trim()
  return policy ? `${policy}; frame-ancestors 'none'` : emptyPolicy
}
