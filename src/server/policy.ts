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

/** Behind https: never again in the open. */
export const httpsHeaders: Readonly<Record<string, string>> = {
  'Strict-Transport-Security': 'max-age=31536000',
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

/** The policy of one of the app's files; `page` is its index.html. */
export function policyOf(path: string, page: string): string {
  if (/^frame(?:-quirks)?(?:\.html)?$/.test(path)) return framePolicy
  return /^scripts(?:\.html)?$/.test(path) ? scriptsPolicy : appPolicy(page)
}

export interface HeaderRule {
  /** An address, or with `*` at its end all that begin so. */
  readonly pattern: string
  readonly headers: Readonly<Record<string, string>>
}

/** Some hosts leave the ending of a page's name out. No two of these match the same address: of two policies both would hold. */
const withPolicy = [
  ...['', 'index.html', 'assets/*', 'app-worker.js', 'service-worker.js'],
  ...['frame', 'frame.html', 'frame-quirks', 'frame-quirks.html', 'scripts', 'scripts.html'],
]

/** All of this for hosts of static files that are told their headers by a list. */
export function headerRules(page: string): readonly HeaderRule[] {
  return [
    { pattern: '/*', headers: { ...strictHeaders, ...httpsHeaders } },
    ...withPolicy.map((path) => ({
      pattern: `/${path}`,
      headers: { 'Content-Security-Policy': policyOf(path, page) },
    })),
  ]
}

/** The same as the file `_headers` that Netlify and Cloudflare read. */
export function headersFile(page: string): string {
  const line = ([name, value]: [string, string]): string => `  ${name}: ${value}\n`
  return headerRules(page)
    .map(({ pattern, headers }) => `${pattern}\n${Object.entries(headers).map(line).join('')}`)
    .join('\n')
}
