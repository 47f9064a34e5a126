import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Every color has changed that is going to: transitions take no time here, but a frame. What goes round and round never ends. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    await new Promise(requestAnimationFrame)
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
    // what stands in a part that the browser does not draw never gets to its end
    const patience = new Promise((done) => setTimeout(done, 1000))
    await Promise.race([patience, Promise.allSettled(ending.map((animation) => animation.finished))])
  })

/**
 * No rule is broken on the screen as it stands, in the light; nor is a color too pale in the dark. The preview's page is
 * the author's own and is left out.
 */
export async function sound(page: Page, screen: string, ...without: string[]): Promise<void> {
  const axe = () => new AxeBuilder({ page }).exclude('iframe')
  const light = await axe().withTags(tags).disableRules(without).analyze()
  await page.emulateMedia({ colorScheme: 'dark' })
  await settled(page)
  const dark = await axe().withRules(['color-contrast']).analyze()
  await page.emulateMedia({ colorScheme: 'light' })
  await settled(page)
  const found = [...light.violations, ...dark.violations].map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
  expect.soft(found, screen).toEqual([])
}
