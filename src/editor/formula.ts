/**
 * Sets TeX into an element; answers why it cannot be set, in the words of the formula setter, or undefined. What sets
 * formulas is loaded with the first one.
 */
export async function renderFormula(
  tex: string,
  into: HTMLElement,
  display: 'block' | 'span',
): Promise<string | undefined> {
  const { setFormula } = await import('./views/katex.ts')
  return setFormula(tex, into, display)
}
