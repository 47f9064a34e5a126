/** Pixels that a text is wide where nothing else can be found. */
const usual = 800
const [least, most] = [480, 1400]

/** Names of variables in which themes keep how wide a text is: `$content-width: 800px`, `--main-width: 46rem`. */
const variable =
  /(?:\$|--)[\w-]{0,40}(?:content|container|main|text|page|post|article|site|wrapper|max)-?width\s*:\s*([\d.]+)(px|rem|em)/gi
/** `max-width` of what holds the text. */
const rule =
  /(?:^|[}\s,])(?:main|article|body|\.(?:wrapper|container|content|post|page|main|site|entry))[^{};]{0,200}\{[^{}]{0,2000}?(?:^|[;{\s])max-width\s*:\s*([\d.]+)(px|rem|em)/gi

/**
 * How wide, in CSS pixels, a site shows the pictures of its posts, by its own stylesheets (CSS or Sass): the widest text
 * that they name. What they calculate is not followed.
 */
export function contentWidth(styles: readonly string[]): number {
  const found = styles.flatMap((style) => [...style.matchAll(variable), ...style.matchAll(rule)])
  const widths = found
    .map(([, number, unit]) => Number(number) * (unit?.toLowerCase() === 'px' ? 1 : 16))
    .filter((width) => width >= least && width <= most)
  return widths.length === 0 ? usual : Math.max(...widths)
}
