import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import icons from 'unplugin-icons/vite'
import type { HtmlTagDescriptor, Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { headersFile } from './src/server/policy.ts'

/** gray-matter brings along js-yaml, an engine that evaluates JavaScript, writing, sections and `fs`: none of it is used, none is shipped. */
const inertGrayMatter = (): Plugin => ({
  name: 'inert-gray-matter',
  enforce: 'pre',
  async resolveId(source, importer) {
    // It does nothing by being loaded: who reads no front matter through it does not carry it.
    if (source === 'gray-matter') {
      const found = await this.resolve(source, importer, { skipSelf: true })
      return found && { ...found, moduleSideEffects: false }
    }
    return importer?.includes('/gray-matter/') &&
      /^fs$|^section-matter$|\/(?:engines|stringify)$/.test(source)
      ? '\0inert-gray-matter'
      : undefined
  },
  load: (id) => (id === '\0inert-gray-matter' ? 'module.exports = {}' : undefined),
})

/** Of the starter kit its behavior is used. Its nodes and marks are off, ours know their kramdown: none of them is shipped, nor is other behavior. */
const inertKit = (): Plugin => ({
  name: 'inert-kit',
  enforce: 'pre',
  resolveId(source, importer) {
    if (importer?.includes('/@tiptap/starter-kit/') !== true) return undefined
    if (source === '@tiptap/extensions') return '\0kit-behavior'
    return source.startsWith('@tiptap/extension-') ? '\0inert-kit' : undefined
  },
  load: (id) =>
    ({
      '\0kit-behavior': `${kitBehavior.map((name) => `export * from '@tiptap/extensions/${name}'`).join('\n')}
        export const TrailingNode = null`,
      '\0inert-kit': `export const ${kitNodes.map((name) => `${name} = null`).join()}`,
    })[id],
})

const kitBehavior = ['drop-cursor', 'gap-cursor', 'undo-redo']
const kitNodes =
  'Blockquote Bold BulletList Code CodeBlock Document HardBreak Heading HorizontalRule Italic Link ListItem ListKeymap OrderedList Paragraph Strike Text Underline'.split(
    ' ',
  )

/** Sass makes functions out of texts that stand in it; the app's policy evaluates no text, so they become functions here. */
const plainSass = (): Plugin => ({
  name: 'plain-sass',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/sass/sass.dart.js')) return undefined
    const plain = code.replace(
      /new self\.Function\("([^"]*)", ("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\)/g,
      (_, names: string, body: string) => `(function(${names}) {${textOf(body)}})`,
    )
    if (/\bFunction\(["']/.test(plain)) this.error('Sass evaluates text in a way that is not known.')
    return plain
  },
})

/** What the reader of Word documents brings along asks for the global object, and takes a callback, as a text to evaluate. */
const plainWord = (): Plugin => ({
  name: 'plain-word',
  enforce: 'pre',
  transform: (code, id) =>
    /\/(?:underscore|setimmediate|jszip)\//.test(id)
      ? code
          .replaceAll(/\bFunction\(["']return this["']\)\(\)/g, 'globalThis')
          .replaceAll(/new Function\("" ?\+ ?\w+\)/g, 'undefined')
      : undefined,
})

/** What a literal of JavaScript stands for. */
const textOf = (literal: string): string =>
  literal.slice(1, -1).replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char))

/** KaTeX brings its fonts in three formats; every browser that runs the app reads the smallest. */
const oneFontFormat = (): Plugin => ({
  name: 'one-font-format',
  enforce: 'pre',
  transform: (css, id) =>
    id.includes('/katex/dist/katex')
      ? css.replace(/,url\([^)]*\.(?:woff|ttf)\) ?format\("[a-z]+"\)/g, '')
      : undefined,
})

/** An icon as a component that is its picture alone: a bar of thirty costs what copying thirty elements costs. */
const icon = {
  extension: '.svelte',
  compiler: (svg: string): string =>
    `<script>let { class: name = '' } = $props()</script>${svg
      .replace(/<svg[^>]*>/, '<svg aria-hidden="true" viewBox="0 0 24 24" class={["icon", name]}>')
      .replace(/ stroke-width="[^"]*"/g, '')}`,
}

const fields =
  /\/src\/ui\/controls\/(?:above-keyboard|autogrow|Banner|focus-here|\w*Field|Fold|Segments|SuggestionList)\.|\/src\/ui\/details\/(?:key-words|SourceLines|ValueField)\.|\/src\/ui\/value-words\.|\/src\/ui\/post\/Saved\.|\/src\/app\/pause\.|lucide\/(?:arrow-down|arrow-up|image-plus|images|file-check|file-pen|trash|undo-2)(?=\.|$)/

/** What the app consists of, for the worker that keeps it on the device: its scripts, styles and fonts, and what lies beside its page. */
const listOfFiles = (): Plugin => ({
  name: 'list-of-files',
  apply: 'build',
  writeBundle({ dir: folder = '' }) {
    const assets = readdirSync(`${folder}/assets`).map((name) => `assets/${name}`)
    const beside = readdirSync(folder).filter((name) => /\.(?:html|svg|webmanifest)$/.test(name))
    const files = [...assets, ...beside.filter((name) => name !== 'index.html')]
    writeFileSync(`${folder}/files.json`, JSON.stringify(files.sort()))
  },
})

/** What hosts of static files are told of headers; where they read no such file, the page has its policy in itself. */
const fileOfHeaders = (): Plugin => ({
  name: 'file-of-headers',
  apply: 'build',
  writeBundle({ dir: folder = '' }) {
    writeFileSync(`${folder}/_headers`, headersFile(readFileSync(`${folder}/index.html`, 'utf8')))
  },
})

/**
 * What whoever deploys the app says of it. `GALLEY_RELAY`: a relay of another address stands in the page, one beside the page
 * (`./relay`) in a file. `GALLEY_SIGN_IN`: under which names hosts know it, `gitlab.com=NAME codeberg.org=NAME`.
 */
const deployed = ({ GALLEY_RELAY: relay = '', GALLEY_SIGN_IN: signIn = '' }: NodeJS.ProcessEnv): Plugin => ({
  name: 'deployed',
  apply: 'build',
  buildStart() {
    if (!/^\s*(?:[\w.:-]+=\S+\s*)*$/.test(signIn))
      this.error(`GALLEY_SIGN_IN is “${signIn}”. Write it like gitlab.com=NAME codeberg.org=NAME`)
  },
  transformIndexHtml: () => [
    ...(/^https?:/.test(relay) ? [metaOf('galley-relay', relay)] : []),
    ...(signIn.trim() === '' ? [] : [metaOf('galley-sign-in', signIn.trim())]),
  ],
  writeBundle({ dir: folder = '' }) {
    if (relay.startsWith('./')) writeFileSync(`${folder}/blogs.json`, JSON.stringify({ blogs: [], relay }))
  },
})

const metaOf = (name: string, content: string): HtmlTagDescriptor => ({
  tag: 'meta',
  attrs: { name, content },
})

/** A Service Worker answers for the folder that it lies in, under one name for ever. */
const serviceWorkers = {
  'service-worker': 'src/preview/service-worker.ts',
  'app-worker': 'src/app/offline/app-worker.ts',
}
const appFiles = {
  input: { index: 'index.html', ...serviceWorkers },
  output: {
    entryFileNames: ({ name }: { name: string }) =>
      name in serviceWorkers ? '[name].js' : 'assets/[name]-[hash].js',
    // what the list needs is one file, whoever else needs a part of it: in pieces it weighs some KB more
    codeSplitting: {
      groups: [
        { name: 'start', tags: ['$initial' as const], test: /^(?!.*\/src\/(?:preview|app\/offline)\/)/ },
        // the same for the small parts that the editor shares with dialogs and panels
        { name: 'fields', test: fields },
      ],
    },
  },
}

/** Tests in which Svelte's runes must react, as they do in a browser. */
const runes = ['tests/app/**/*.test.ts', 'tests/ui/**/*.test.ts']

export default defineConfig(({ isSsrBuild }) => ({
  base: './',
  plugins: [
    icons({ compiler: icon }),
    svelte(),
    inertGrayMatter(),
    inertKit(),
    oneFontFormat(),
    ...(isSsrBuild ? [] : [listOfFiles(), fileOfHeaders(), deployed(process.env)]),
  ],
  publicDir: isSsrBuild ? false : 'public',
  build: {
    target: 'es2022',
    outDir: isSsrBuild ? 'dist/cli' : 'dist/app',
    emptyOutDir: true,
    manifest: isSsrBuild ? false : 'manifest.json',
    assetsInlineLimit: 0,
    rolldownOptions: { checks: { bundlerTimings: false }, ...(isSsrBuild ? {} : appFiles) },
  },
  worker: {
    format: 'es',
    plugins: () => [inertGrayMatter(), plainSass(), plainWord()],
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  test: {
    testTimeout: 60_000,
    // Vitest leaves one core to itself, which is half of a machine of two.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: { name: 'node', include: ['tests/**/*.test.ts'], exclude: [...runes, 'tests/e2e/**'] },
      },
      {
        extends: true,
        test: { name: 'runes', include: runes, environment: './tests/client-environment.ts' },
      },
    ],
  },
}))
