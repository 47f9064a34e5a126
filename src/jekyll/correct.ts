import type { CaptionForm } from './captions.ts'
import type { Conventions, KeyHabit } from './conventions.ts'
import type { CaptionName, Corrections, DetailCorrection, LinkForm } from './corrections.ts'
import type { LinkHabit } from './link-habit.ts'
import type { PictureHabit } from './picture-habit.ts'
import type { FieldSettings, FolderSettings } from './settings/settings.ts'
import { type DateForm, dateFormOf } from './spell-date.ts'

/**
 * What the posts teach with what the author says instead. How pictures, links, lists and details are written is said for
 * all collections; folder, date, order and what a new one begins with are said for posts alone.
 */
export function correct(learnt: Conventions, said: Corrections, collection = 'posts'): Conventions {
  const posts = collection === 'posts' ? said.posts : undefined
  const caption = said.pictures?.caption
  return {
    ...learnt,
    keys: inOrder(correctKeys(learnt.keys, said, collection === 'posts'), posts?.order ?? []),
    picture: correctPictures(learnt.picture, said.pictures),
    look: caption ? { ...learnt.look, caption: captions[caption] } : learnt.look,
    link: said.posts?.links ? links[said.posts.links] : learnt.link,
    extension: posts?.extension ?? learnt.extension,
    folder: posts?.folder ?? learnt.folder,
    ...datesOf(learnt, posts?.date),
  }
}

const captions: Readonly<Record<CaptionName, CaptionForm>> = {
  emphasized: { before: '*', after: '*', gap: '\n' },
  small: { before: '<small>', after: '</small>', gap: '\n' },
}

const links: Readonly<Record<LinkForm, LinkHabit>> = {
  address: { names: 'address', before: '', after: '' },
  baseurl: { names: 'address', before: '{{ site.baseurl }}', after: '' },
  relative_url: { names: 'address', before: "{{ '", after: "' | relative_url }}" },
  post_url: { names: 'post', before: '{% post_url ', after: ' %}' },
  link: { names: 'path', before: '{% link ', after: ' %}' },
  relative: { names: 'relative', before: '', after: '' },
}

/** Where the folder is said and the address is not, that leads into the folder as it did before. */
function correctPictures(learnt: PictureHabit, said: Corrections['pictures']): PictureHabit {
  const folder = said?.folder ?? learnt.folder
  const led = learnt.folder !== '' && learnt.prefix.endsWith(`${learnt.folder}/`)
  const start = led ? learnt.prefix.slice(0, -learnt.folder.length - 1) : '/'
  const prefix = folder === learnt.folder ? learnt.prefix : `${start}${folder}/`
  return {
    ...learnt,
    folder,
    prefix: said?.before ?? prefix,
    suffix: said?.after ?? (led || folder === learnt.folder ? learnt.suffix : ''),
    attributes: said?.attributes ?? learnt.attributes,
  }
}

const samples: Readonly<Record<DateForm, string>> = {
  day: '2000-01-01',
  time: '2000-01-01 10:00',
  'time with zone': '2000-01-01 10:00:00 +0000',
}

function datesOf(
  { date, dateSample }: Conventions,
  said: DateForm | 'none' | null | undefined,
): Pick<Conventions, 'date' | 'dateSample'> {
  if (said === undefined || said === null) return { date, dateSample }
  if (said === 'none') return { date: undefined, dateSample: undefined }
  const fits = dateSample !== undefined && dateFormOf(dateSample) === said
  return { date: said, dateSample: fits ? dateSample : samples[said] }
}

const unknownKey: Omit<KeyHabit, 'key'> = {
  count: 0,
  kind: 'text',
  choices: [],
  quotes: undefined,
  list: undefined,
  constant: undefined,
}

/** The keys that are known, and those that are only spoken of. */
function correctKeys(learnt: readonly KeyHabit[], said: Corrections, isPost: boolean): KeyHabit[] {
  const lists = new Map(Object.entries(said.lists ?? {}))
  const details = new Map(Object.entries(said.details ?? {}))
  const named = [...lists.keys(), ...details.keys(), ...(said.posts?.order ?? [])]
  const known = new Set(learnt.map(({ key }) => key))
  const others = [...new Set(named)].filter((key) => !known.has(key)).map((key) => ({ key, ...unknownKey }))
  return [...learnt, ...others].map((habit) => ({
    ...habit,
    quotes: habit.key === 'title' ? (said.posts?.title ?? habit.quotes) : habit.quotes,
    list: lists.get(habit.key) ?? habit.list,
    constant: isPost ? constantOf(habit, details.get(habit.key)) : habit.constant,
  }))
}

const constantOf = ({ constant }: KeyHabit, said: DetailCorrection = {}): unknown =>
  said.omit === true ? undefined : (said.new ?? constant)

function inOrder(keys: readonly KeyHabit[], order: readonly string[]): readonly KeyHabit[] {
  const rank = ({ key }: KeyHabit): number => (order.includes(key) ? order.indexOf(key) : order.length)
  return [...keys].sort((one, other) => rank(one) - rank(other))
}

/** What another editor's configuration says of a form, with what the author says of its fields. */
export function correctSettings(
  known: FolderSettings | undefined,
  { details }: Corrections,
): FolderSettings | undefined {
  const said = new Map(Object.entries(details ?? {}).filter(([, about]) => speaksOfForm(about)))
  if (said.size === 0) return known
  const fields = known?.fields ?? []
  const others = [...said.keys()].filter((key) => !fields.some((field) => field.key === key))
  const all = [...fields, ...others.map((key) => ({ ...silent, key }))]
  return {
    folder: '',
    label: undefined,
    media: undefined,
    ...known,
    fields: all.map((field) => correctField(field, said.get(field.key))),
  }
}

const speaksOfForm = ({ label, hint, required, hidden }: DetailCorrection): boolean =>
  [label, hint, required, hidden].some((each) => each !== undefined && each !== null)

const silent: Omit<FieldSettings, 'key'> = {
  label: undefined,
  hint: undefined,
  kind: undefined,
  required: false,
  options: [],
  preset: undefined,
  fields: [],
}

function correctField(field: FieldSettings, said: DetailCorrection = {}): FieldSettings {
  const shown = said.hidden === false && field.kind === 'hidden' ? undefined : field.kind
  return {
    ...field,
    label: said.label ?? field.label,
    hint: said.hint ?? field.hint,
    required: said.required ?? field.required,
    kind: said.hidden === true ? 'hidden' : shown,
  }
}
