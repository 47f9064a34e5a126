/** A language that code is often written in. */
export interface Language {
  /** As posts name it. */
  readonly id: string
  /** As people name it. */
  readonly name: string
  /** Other ways in which posts name it. */
  readonly aliases: readonly string[]
}

const language = (name: string, id: string, ...aliases: string[]): Language => ({ id, name, aliases })

/** The languages that are offered, the common ones first. */
const languages: readonly Language[] = [
  language('Shell', 'sh', 'bash', 'zsh'),
  language('JavaScript', 'js', 'javascript', 'jsx', 'mjs', 'node'),
  language('TypeScript', 'ts', 'typescript', 'tsx'),
  language('Python', 'python', 'py', 'python3'),
  language('HTML', 'html', 'xhtml'),
  language('CSS', 'css'),
  language('JSON', 'json', 'jsonc'),
  language('YAML', 'yaml', 'yml'),
  language('Ruby', 'ruby', 'rb'),
  language('Java', 'java'),
  language('C', 'c', 'h'),
  language('C++', 'cpp', 'c++', 'cc'),
  language('C#', 'csharp', 'c#', 'cs'),
  language('Go', 'go', 'golang'),
  language('Rust', 'rust', 'rs'),
  language('PHP', 'php'),
  language('Swift', 'swift'),
  language('Kotlin', 'kotlin', 'kt'),
  language('SQL', 'sql', 'mysql', 'postgres', 'sqlite'),
  language('R', 'r'),
  language('Terminal', 'console', 'shell', 'shell-session', 'terminal'),
  language('Changes', 'diff', 'patch', 'udiff'),
  language('XML', 'xml', 'svg', 'plist'),
  language('Markdown', 'markdown', 'md'),
  language('Liquid', 'liquid', 'jekyll'),
  language('Dockerfile', 'dockerfile', 'docker'),
  language('TOML, INI', 'toml', 'ini', 'cfg'),
  language('PowerShell', 'powershell', 'ps1', 'posh'),
  language('Perl', 'perl', 'pl'),
  language('Lua', 'lua'),
  language('Scala', 'scala'),
  language('Haskell', 'haskell', 'hs'),
  language('Elixir', 'elixir', 'ex'),
  language('Erlang', 'erlang', 'erl'),
  language('Clojure', 'clojure', 'clj'),
  language('Scheme', 'scheme', 'racket'),
  language('Lisp', 'lisp', 'common_lisp', 'elisp'),
  language('Objective-C', 'objc', 'objective-c', 'objectivec'),
  language('Dart', 'dart'),
  language('F#', 'fsharp', 'fs'),
  language('Julia', 'julia', 'jl'),
  language('MATLAB', 'matlab', 'octave'),
  language('SCSS', 'scss', 'sass'),
  language('GraphQL', 'graphql', 'gql'),
  language('Makefile', 'makefile', 'make'),
  language('nginx', 'nginx'),
  language('GLSL', 'glsl'),
  language('LaTeX', 'tex', 'latex'),
  language('Vim script', 'vim', 'viml'),
  language('Groovy', 'groovy', 'gradle'),
  language('Web request', 'http'),
]

const byName = new Map(
  languages.flatMap((one) =>
    [one.name, one.id, ...one.aliases].map((name) => [name.toLowerCase(), one] as const),
  ),
)

/** Finds a language by whatever it is called; undefined: it is none of those offered. */
export const findLanguage = (name: string): Language | undefined => byName.get(name.trim().toLowerCase())

/** What stands behind a fence, taken apart: the language's name and what follows it. */
export function readInfo(info: string | null): { name: string; rest: string } {
  const [, name = '', rest = ''] = /^([\w+#.-]*)([^]*)$/.exec(info ?? '') ?? []
  return { name, rest }
}

/** One line of the list from which a language is chosen. */
export interface LanguageChoice {
  /** What is written into the post; '': no language. */
  readonly value: string
  readonly label: string
}

const plain: LanguageChoice = { value: '', label: 'Plain text' }

/**
 * The choices that begin with or hold what was typed: those that this blog uses first, as it writes them, then the
 * common ones.
 */
export function languageChoices(used: readonly string[], typed: string): LanguageChoice[] {
  const own = used.map((value) => ({ value, label: findLanguage(value)?.name ?? value }))
  const labels = new Set(own.map(({ label }) => label))
  const common = languages
    .filter(({ name }) => !labels.has(name))
    .map(({ id, name }) => ({ value: id, label: name }))
  const all = [...own, plain, ...common]
  const words = typed.trim().toLowerCase()
  const place = ({ value, label }: LanguageChoice) => {
    const names = [label, value, ...(findLanguage(value)?.aliases ?? [])].map((name) => name.toLowerCase())
    return names.some((name) => name.startsWith(words))
      ? 0
      : names.some((name) => name.includes(words))
        ? 1
        : 2
  }
  return [0, 1].flatMap((wanted) => all.filter((choice) => place(choice) === wanted))
}

/** What is written for a name that was typed rather than chosen. */
export function typedLanguage(used: readonly string[], typed: string): string {
  const known = findLanguage(typed)
  if (known === undefined)
    return typed
      .trim()
      .toLowerCase()
      .replace(/[^\w+#.-]+/g, '-')
  return used.find((value) => findLanguage(value) === known) ?? known.id
}
