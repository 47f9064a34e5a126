/** Files that are looked at, not read: large enough to come one at a time. */
const endings =
  /\.(?:png|jpe?g|gif|webp|avif|heic|heif|bmp|ico|tiff?|psd|mp4|m4v|webm|mov|avi|mp3|m4a|ogg|wav|flac|pdf|zip|gz|woff2?|ttf|otf|eot)$/i

/** Pictures that are mostly small: drawings and icons. A tree does not tell how large its files are. */
export const isSmallName = (path: string): boolean =>
  /\.(?:ico|gif|webp|avif)$|(?:thumb|icon|avatar|logo|small)[^/]*\.\w+$/i.test(path)

export const isBinaryName = (path: string): boolean => endings.test(path)
