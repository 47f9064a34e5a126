import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results',
  fullyParallel: true,
  // Each waits as often as it works.
  workers: 3,
  forbidOnly: Boolean(process.env.CI),
  // Again, for the mouse that misses what a busy machine draws late; it is reported as flaky.
  retries: 2,
  timeout: 150_000,
  // These machines are slow at times: an assertion waits for its condition, never for the clock.
  expect: { timeout: 15_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : 'list',
  use: {
    browserName: 'chromium',
    // What never comes must not cost a whole test's time.
    actionTimeout: 45_000,
    // A sixth of each test's time, so only where one failed.
    trace: 'on-first-retry',
    launchOptions: {
      ...(process.env.GALLEY_CHROMIUM ? { executablePath: process.env.GALLEY_CHROMIUM } : {}),
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-quic',
      ],
    },
  },
})
