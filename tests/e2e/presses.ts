import type { Page } from '@playwright/test'

/**
 * Counts what is really pressed with the mouse or a finger, whoever of the test presses it; keys are no presses. To be
 * called before the page is opened.
 */
export async function countPresses(page: Page): Promise<() => number> {
  let presses = 0
  await page.exposeFunction('galleyPressed', () => (presses += 1))
  await page.addInitScript(() => {
    const pressed = (event: PointerEvent): void => {
      if (event.isTrusted) void (Reflect.get(window, 'galleyPressed') as () => Promise<void>)()
    }
    // on its way up: a press that Playwright holds back, because what it aimed at has moved, is made anew by it
    addEventListener('pointerdown', pressed)
  })
  return () => presses
}
