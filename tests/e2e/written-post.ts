import type { Page } from '@playwright/test'
import { Author } from './author.ts'
import type { Galley } from './galley.ts'
import type { Files } from './repository.ts'

const path = '_posts/2026-05-01-fog.md'
const headWith = (details: string): string => `---\nlayout: post\ntitle: Fog\n${details}---\n\n`

/** A post with this text, open in a blog of its own, and what its text is once it is published. `details`: more lines of it. */
export async function writePost(
  page: Page,
  galley: (source: Files) => Promise<Galley>,
  body: string,
  details = '',
) {
  const { address, git } = await galley({
    '_config.yml': 'title: The Tide Tables\n',
    [path]: headWith(details) + body,
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  /** Publishes it; the lines that were taken out and put in, in the file's order. */
  const changes = async (): Promise<string[]> => {
    await author.publish()
    await author.published()
    const diff = git('show', 'main', '--unified=0', '--format=')
    return diff.split('\n').filter((line) => /^[+-](?!\+\+ |-- )/.test(line))
  }
  return { author, changes }
}
