// Compares what `galley render` writes of sites with what the Jekyll that is installed builds: `npm run compare -- ../my-blog`;
// without a folder, the sample blog and the sites of the tests. Ends with 1 where a page differs.
import { createServer } from 'vite'

const vite = await createServer({
  configFile: false,
  logLevel: 'warn',
  server: { middlewareMode: true, ws: false },
  optimizeDeps: { noDiscovery: true },
})
try {
  const { compareSites } = await vite.ssrLoadModule('/tests/preview/compare.ts')
  process.exitCode = await compareSites(process.argv.slice(2), process.cwd())
} finally {
  await vite.close()
}
