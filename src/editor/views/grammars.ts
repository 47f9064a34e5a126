import type { LanguageFn } from 'highlight.js'

type Load = () => Promise<{ default: LanguageFn }>

const shell: Load = () => import('highlight.js/lib/languages/bash')
const lisp: Load = () => import('highlight.js/lib/languages/lisp')
const ini: Load = () => import('highlight.js/lib/languages/ini')
const xml: Load = () => import('highlight.js/lib/languages/xml')

/** How each language is told apart into words, by the id of `languages`; each is fetched when code needs it. */
export const grammars: Readonly<Record<string, Load>> = {
  sh: shell,
  js: () => import('highlight.js/lib/languages/javascript'),
  ts: () => import('highlight.js/lib/languages/typescript'),
  python: () => import('highlight.js/lib/languages/python'),
  html: xml,
  css: () => import('highlight.js/lib/languages/css'),
  json: () => import('highlight.js/lib/languages/json'),
  yaml: () => import('highlight.js/lib/languages/yaml'),
  ruby: () => import('highlight.js/lib/languages/ruby'),
  java: () => import('highlight.js/lib/languages/java'),
  c: () => import('highlight.js/lib/languages/c'),
  cpp: () => import('highlight.js/lib/languages/cpp'),
  csharp: () => import('highlight.js/lib/languages/csharp'),
  go: () => import('highlight.js/lib/languages/go'),
  rust: () => import('highlight.js/lib/languages/rust'),
  php: () => import('highlight.js/lib/languages/php'),
  swift: () => import('highlight.js/lib/languages/swift'),
  kotlin: () => import('highlight.js/lib/languages/kotlin'),
  sql: () => import('highlight.js/lib/languages/sql'),
  r: () => import('highlight.js/lib/languages/r'),
  console: () => import('highlight.js/lib/languages/shell'),
  diff: () => import('highlight.js/lib/languages/diff'),
  xml,
  markdown: () => import('highlight.js/lib/languages/markdown'),
  liquid: () => import('highlight.js/lib/languages/twig'),
  dockerfile: () => import('highlight.js/lib/languages/dockerfile'),
  toml: ini,
  powershell: () => import('highlight.js/lib/languages/powershell'),
  perl: () => import('highlight.js/lib/languages/perl'),
  lua: () => import('highlight.js/lib/languages/lua'),
  scala: () => import('highlight.js/lib/languages/scala'),
  haskell: () => import('highlight.js/lib/languages/haskell'),
  elixir: () => import('highlight.js/lib/languages/elixir'),
  erlang: () => import('highlight.js/lib/languages/erlang'),
  clojure: () => import('highlight.js/lib/languages/clojure'),
  scheme: () => import('highlight.js/lib/languages/scheme'),
  lisp,
  objc: () => import('highlight.js/lib/languages/objectivec'),
  dart: () => import('highlight.js/lib/languages/dart'),
  fsharp: () => import('highlight.js/lib/languages/fsharp'),
  julia: () => import('highlight.js/lib/languages/julia'),
  matlab: () => import('highlight.js/lib/languages/matlab'),
  scss: () => import('highlight.js/lib/languages/scss'),
  graphql: () => import('highlight.js/lib/languages/graphql'),
  makefile: () => import('highlight.js/lib/languages/makefile'),
  nginx: () => import('highlight.js/lib/languages/nginx'),
  glsl: () => import('highlight.js/lib/languages/glsl'),
  tex: () => import('highlight.js/lib/languages/latex'),
  vim: () => import('highlight.js/lib/languages/vim'),
  groovy: () => import('highlight.js/lib/languages/groovy'),
  http: () => import('highlight.js/lib/languages/http'),
}
