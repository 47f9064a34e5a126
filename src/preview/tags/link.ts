import type { Context } from '../liquid/context.ts'
import { LiquidError } from '../liquid/errors.ts'
import type { Tag } from '../liquid/template.ts'
import { relativeUrl } from '../filters/urls.ts'
import { renderingOf } from '../render/rendering.ts'
import type { SiteModel } from '../site/model.ts'

/** `link PATH`: the address of a file of the site. */
export const linkTag: Tag = (markup) => {
  const source = markup.trim()
  return {
    blank: false,
    source: `{% link ${source} %}`,
    render: (context, write) => {
      const path = renderingOf(context).template(source).text(context)
      write(addressOf(path, context))
    },
  }
}

function addressOf(path: string, context: Context): string {
  const { model, placeholder } = renderingOf(context)
  const url = urlOf(path.replace(/^\//, ''), model)
  if (url !== undefined) return relativeUrl(url, model)
  model.warn('missing-link', path)
  return placeholder(path)
}

function urlOf(path: string, model: SiteModel): string | undefined {
  const { collectionsDir } = model.config
  const doc =
    model.documentAt(path) ??
    (collectionsDir === '' ? undefined : model.documentAt(`${collectionsDir}/${path}`))
  if (doc !== undefined) return doc.url
  const page = model.pageAt(path)
  if (page !== undefined) return page.url
  if (model.isPagePath(path)) return `/${path}`
  return model.labels.flatMap((label) => model.filesOf(label)).find((file) => file.path === path)?.url
}

const postName = /^(.+\/)*(\d+-\d+-\d+)-(.*)$/

/** `post_url NAME`: the address of a post by the name of its file. */
export const postUrlTag: Tag = (markup) => {
  const name = markup.trim()
  const [, folder = '', date, slug = ''] = postName.exec(name.replace(/^\//, '')) ?? []
  if (date === undefined) throw new LiquidError(`Could not parse name of post "${name}" in tag 'post_url'.`)
  return {
    blank: false,
    source: `{% post_url ${name} %}`,
    render: (context, write) => write(postAddress({ name, folder, date, slug }, context)),
  }
}

interface Wanted {
  readonly name: string
  readonly folder: string
  readonly date: string
  readonly slug: string
}

function postAddress(wanted: Wanted, context: Context): string {
  const { model, placeholder } = renderingOf(context)
  const posts = model.documentsOf('posts')
  const pattern = patternOf(wanted)
  const found =
    posts.find((post) => pattern.test(post.relativePath)) ?? posts.find((post) => isSameDay(post, wanted))
  if (found !== undefined) return relativeUrl(found.url, model)
  model.warn('missing-link', wanted.name)
  return placeholder(wanted.name)
}

function patternOf({ folder, date, slug }: Wanted): RegExp {
  const base = `${date}-${escaped(slug)}\\.[^.]+`
  const path = escaped(folder)
  return new RegExp(`^_posts/${path}${base}|^${path}_posts/?${base}`, 'm')
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** The old way: the slug and the day, whatever the file is called. */
function isSameDay(
  post: ReturnType<SiteModel['documentsOf']>[number],
  { folder, date, slug }: Wanted,
): boolean {
  const [year, month, day] = date.split('-').map(Number)
  if (folder !== '' || post.data.get('slug') !== slug) return false
  return post.date.strftime('%Y-%-m-%-d') === `${year ?? 0}-${month ?? 0}-${day ?? 0}`
}
