import type { BrowserContext } from 'playwright'

/** The author saves data: the app is not kept on the device ahead, which would be all of it in each fresh browser. */
export async function saveData(context: BrowserContext): Promise<void> {
  await context.addInitScript(() =>
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } }),
  )
}
