/** What a command needs of the process that it runs in. */
export interface Terminal {
  /** One line for the person, without its line end. */
  readonly out: (line: string) => void
  /** One line on what went wrong. */
  readonly err: (line: string) => void
  /** Aborted when the person wants the command to stop (Ctrl+C). */
  readonly stop: AbortSignal
  /** The folder that relative paths start from. */
  readonly cwd: string
  /** The folder with the built app. */
  readonly appFolder: string
  /** Galley's own package.json. */
  readonly packageFile: string
}
