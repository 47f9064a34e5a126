import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What breaks these rules on the screen as it stands: the rule, and where, as selectors. Axe comes into a page once and
 * works there: `@axe-core/playwright` opens a page of its own for each look, which takes the focus from what is open, and
 * twice the time. The preview's page is the author's own and is left out.
 */
async function broken(page: Page, runOnly: axe.RunOnly, without: readonly string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]))
  const options: axe.RunOptions = { runOnly, rules, resultTypes: ['violations'], iframes: false }
  return await page.evaluate(async (options) => {
    const { run } = (window as unknown as { axe: typeof axe }).axe
    const { violations } = await run({ exclude: ['iframe'] }, options)
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    )
  }, options)
}

/** An open menu lies outside of the page's regions, and is scrolled by the arrow keys that choose its lines, whoever has the focus. */
export const floating = ['region', 'scrollable-region-focusable'] as const

/** Every color has changed that is going to: what lasts is brought to its end, what goes round and round has none. */
const settle = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise(requestAnimationFrame)
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish()
  })

/** No rule is broken on the screen as it stands, in the light; nor is a color too pale in the dark. */
export async function sound(page: Page, screen: string, ...without: string[]): Promise<void> {
  await settle(page)
  const light = await broken(page, { type: 'tag', values: tags }, without)
  await page.emulateMedia({ colorScheme: 'dark' })
  await settle(page)
  const dark = await broken(page, { type: 'rule', values: ['color-contrast'] })
  await page.emulateMedia({ colorScheme: 'light' })
  await settle(page)
  expect.soft([...light, ...dark], screen).toEqual([])
}
