/** What a browser must be told of a file in a page, by its ending. Scripts have no place here: no frame may ask for one. */
const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  ico: 'image/x-icon',
  bmp: 'image/bmp',
  woff: 'font/woff',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  otf: 'font/otf',
  mp4: 'video/mp4',
  webm: 'video/webm',
  ogv: 'video/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  wav: 'audio/wav',
  vtt: 'text/vtt; charset=utf-8',
}

export const endingOf = (path: string): string => /\.([^./]*)$/.exec(path)?.[1]?.toLowerCase() ?? ''

/** Undefined for what no page shows. */
export const mediaTypeOf = (path: string): string | undefined => {
  const ending = endingOf(path)
  return Object.hasOwn(types, ending) ? types[ending] : undefined
}

/** Of what runs in a page, where its author lets it. */
export const scriptTypeOf = (path: string): string | undefined =>
  /^m?js$/.test(endingOf(path)) ? 'text/javascript; charset=utf-8' : undefined
