import type { Advice } from '../../app/index.ts'
import { counted, sizeInWords } from '../words.ts'

/** What the author reads about something that may be mended, and what mending it does, in a word or two. */
export interface AdviceWords {
  readonly sentence: string
  readonly deed?: string
}

const more = ({ count }: Advice): string => (count > 1 ? ` and ${counted(count - 1, 'other', 'others')}` : '')
const name = (address: string): string =>
  address
    .replace(/[?#].*$/s, '')
    .split('/')
    .at(-1) ?? address
const target = (address: string): string => /\{%-?\s*\w+\s+(\S+)/.exec(address)?.[1] ?? address

const words: Readonly<Record<Advice['code'], (advice: Advice) => AdviceWords>> = {
  'no-title': () => ({ sentence: 'It has no title.' }),
  future: () => ({
    sentence: 'Its date is still to come: the blog will not show it before.',
    deed: 'Date it now',
  }),
  'address-taken': ({ other = '' }) => ({
    sentence: `‘${other}’ has the same address: one would hide the other.`,
    deed: 'Give it one of its own',
  }),
  moved: ({ about, count }) => ({
    sentence:
      count > 0
        ? `Readers know it at ${about}: ${counted(count, 'text leads', 'texts lead')} there, and would lead nowhere.`
        : `Readers know it at ${about}, which would lead nowhere.`,
    deed: 'What leads there…',
  }),
  'missing-picture': (advice) => ({
    sentence: `The blog has no picture ${name(advice.about)}${more(advice)}.`,
  }),
  'heavy-picture': ({ about, bytes = 0 }) => ({
    sentence: `The picture ${name(about)} weighs ${sizeInWords(bytes)}: readers on a slow line wait for it.`,
    deed: 'Make it lighter',
  }),
  'no-words': ({ count }) => ({
    sentence: `${counted(count, 'picture has', 'pictures have')} no words for those who cannot see ${count === 1 ? 'it' : 'them'}.`,
  }),
  'broken-link': (advice) => ({ sentence: `A link leads nowhere: ${target(advice.about)}${more(advice)}.` }),
  'open-tag': ({ about }) => ({
    sentence: `Something that begins with ‘${about}’ has no beginning or no end: the blog could not be built.`,
  }),
  'wrong-tag': ({ about }) => ({
    sentence: `Something at ‘${about}’ is not written as it should be: the blog could not be built.`,
  }),
  'heading-jump': (advice) => ({
    sentence: `The heading ‘${advice.about}’${more(advice)} is more than one step smaller than the one above.`,
    deed: 'Make it one step smaller',
  }),
  'similar-tag': ({ about, other = '' }) => ({
    sentence: `No other post has ‘${about}’. Others have ‘${other}’.`,
    deed: `Use ‘${other}’`,
  }),
}

/** What a field asks about a picture that an advice is about. */
export const askedOf = ({ about }: Advice): string => `What does ${name(about)} show?`

const deeds: Readonly<Record<NonNullable<Advice['deed']>, (advice: Advice) => string>> = {
  name: ({ other = '' }) => `Call it ‘${other}’`,
  use: ({ other = '' }) => `Use ‘${other}’`,
  unlink: () => 'Take the link off its words',
  remove: () => 'Take it out',
  close: () => 'End it where the text ends',
  show: () => 'Show it as it is written',
}

export function adviceInWords(advice: Advice): AdviceWords {
  const said = words[advice.code](advice)
  return advice.deed === undefined ? said : { ...said, deed: deeds[advice.deed](advice) }
}
