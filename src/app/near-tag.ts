/** The name among those known of which this one is another spelling, or one letter of several off; undefined where it is known. */
export function nearTag(tag: string, known: Iterable<string>): string | undefined {
  let near: string | undefined
  for (const name of known) {
    if (name === tag) return undefined
    if (near === undefined && isNear(name, tag)) near = name
  }
  return near
}

/** The same but for capitals, blanks and hyphens, or one letter of several. */
function isNear(one: string, other: string): boolean {
  const plain = (tag: string): string => tag.toLowerCase().replaceAll(/[\s_-]/g, '')
  const [a, b] = [plain(one), plain(other)]
  const most = Math.min(a.length, b.length)
  let [head, tail] = [0, 0]
  while (head < most && a[head] === b[head]) head += 1
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1
  const longer = Math.max(a.length, b.length)
  return longer - head - tail === 0 || (longer > 4 && longer - head - tail === 1)
}
