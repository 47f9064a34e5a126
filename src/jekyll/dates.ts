/** A point in time and how it reads on the site's clock. */
export interface PostDate {
  /** Milliseconds since 1970 in UTC. */
  readonly instant: number
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Minutes that the site's zone is ahead of UTC at that instant. */
  readonly offset: number
  /** False where only a day was written. */
  readonly hasTime: boolean
  readonly source: 'front matter' | 'file name'
}
