/** What is shown for a picture that is kept elsewhere: a box that says so. */
export function placeholderFor(size: number): Blob {
  const megabytes = size < 1e5 ? '' : ` (${(size / 1e6).toFixed(1)} MB)`
  const text = (y: number, words: string): string =>
    `<text x="320" y="${y}" text-anchor="middle" font-family="sans-serif" font-size="22" fill="#6b645c">${words}</text>`
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 240" width="640" height="240"><rect width="640" height="240" fill="#efebe4"/>${text(112, `This picture${megabytes} is kept in another store.`)}${text(146, 'Your site shows it; Galley cannot.')}</svg>`
  return new Blob([drawing], { type: 'image/svg+xml' })
}
