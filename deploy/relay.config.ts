import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const platforms = ['workers', 'deno', 'netlify', 'vercel', 'node']
const entry = (name: string): string =>
  fileURLToPath(new URL(`../src/server/relay/on-${name}.ts`, import.meta.url))

/** The relay for each platform, with all that it needs in it. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    target: 'es2022',
    outDir: 'dist/relay',
    rolldownOptions: { input: Object.fromEntries(platforms.map((name) => [name, entry(name)])) },
  },
})
