import { absoluteUrl } from '../filters/urls.ts'
import { escapeUri, isAbsolute } from '../filters/uri.ts'
import type { Context } from '../liquid/context.ts'
import { propertyOf } from '../liquid/expression.ts'
import { toJson } from '../liquid/json.ts'
import type { Tag } from '../liquid/template.ts'
import { type Hash, isHash, isNil, isTrue, toText } from '../liquid/values.ts'
import { renderingOf } from '../render/rendering.ts'
import type { Plugin } from './plugin.ts'

type Look = (key: string) => unknown

/** The first value that Ruby takes for true. */
const either = (...values: readonly unknown[]): unknown => values.find(isTrue)

/** What the tag knows of a page. */
class Seo {
  readonly #context: Context
  readonly page: Look
  readonly site: Look
  readonly #text: string

  constructor(context: Context, text: string) {
    this.#context = context
    this.#text = text
    this.page = (key) => propertyOf(context.find('page'), key)
    this.site = (key) => propertyOf(context.find('site'), key)
  }

  filter(name: string, input: unknown): unknown {
    return this.#context.surroundings.filters.get(name)?.(this.#context, input)
  }

  /** A text as one line without markup; undefined where nothing is left. */
  line(value: unknown): string | undefined {
    const steps = ['markdownify', 'strip_html', 'normalize_whitespace', 'escape_once']
    return toText(steps.reduce((text, name) => this.filter(name, text), value)) || undefined
  }

  absolute(url: string): string {
    return isAbsolute(url) ? url : absoluteUrl(url, renderingOf(this.#context).model)
  }

  date(value: unknown): unknown {
    return isTrue(value) ? this.filter('date_to_xmlschema', value) : undefined
  }

  get siteTitle(): string | undefined {
    return this.line(either(this.site('title'), this.site('name')))
  }

  get pageTitle(): string | undefined {
    return this.line(this.page('title')) ?? this.siteTitle
  }

  get title(): string | undefined {
    const [site, page] = [this.siteTitle, this.pageTitle]
    const description = this.line(this.site('description'))
    const whole =
      site !== undefined && page !== site
        ? `${page ?? ''} | ${site}`
        : description !== undefined && site !== undefined
          ? `${site} | ${this.line(this.site('tagline')) ?? description}`
          : (page ?? site)
    return this.pageNumber + (whole ?? '') || undefined
  }

  get showsTitle(): boolean {
    return this.title !== undefined && !/title=false/i.test(this.#text)
  }

  get pageNumber(): string {
    const paginator = this.#context.find('paginator')
    const [page, total] = ['page', 'total_pages'].map((key) => propertyOf(paginator, key))
    if (typeof page !== 'number' || page < 2) return ''
    const message = either(this.site('seo_paginator_message'), 'Page %<current>s of %<total>s for ')
    return toText(message).replace('%<current>s', String(page)).replace('%<total>s', toText(total))
  }

  get description(): string | undefined {
    return (
      this.line(either(this.page('description'), this.page('excerpt'))) ?? this.line(this.site('description'))
    )
  }

  get isHome(): boolean {
    return /^\/(about\/)?(index.html?)?$/m.test(toText(this.page('url')))
  }

  sub(look: Look, key: string): Hash {
    const value = look(key)
    return isHash(value) ? value : new Map()
  }

  get author(): Hash {
    const authors = this.page('authors')
    const sources = [
      this.page('author'),
      Array.isArray(authors) ? authors[0] : undefined,
      this.site('author'),
    ]
    const found: unknown = sources.find((source) => toText(source) !== '')
    if (isHash(found)) return found
    if (typeof found !== 'string') return new Map()
    const known = propertyOf(propertyOf(this.site('data'), 'authors'), found)
    return new Map<unknown, unknown>([['name', found], ...(isHash(known) ? known : [])])
  }

  /** With its address made whole; undefined where the page has none. */
  get image(): Hash | undefined {
    const said = this.page('image')
    const own: Hash = isHash(said) ? new Map(said) : new Map<unknown, unknown>([['path', said]])
    const path = either(own.get('path'), own.get('facebook'), own.get('twitter'))
    if (typeof path !== 'string') return undefined
    return new Map<unknown, unknown>([...own, ['path', escapeUri(this.absolute(path))]])
  }

  get canonical(): string {
    const own = toText(this.page('canonical_url'))
    return own === '' ? this.absolute(toText(this.page('url'))).replace(/\/index\.html$/m, '/') : own
  }

  get locale(): string {
    const locale = either(
      this.page('locale'),
      this.site('locale'),
      this.page('lang'),
      this.site('lang'),
      'en_US',
    )
    return toText(locale).replaceAll('-', '_')
  }

  get type(): string {
    const own = this.sub(this.page, 'seo').get('type')
    if (isTrue(own)) return toText(own)
    if (this.isHome) return 'WebSite'
    return isTrue(this.page('date')) ? 'BlogPosting' : 'WebPage'
  }
}

const meta = (key: 'name' | 'property', name: string, value: unknown): string =>
  isTrue(value) ? `<meta ${key}="${name}" content="${toText(value)}" />\n` : ''

const link = (rel: string, href: string): string => `<link rel="${rel}" href="${href}" />\n`

function head(seo: Seo): string {
  const hasDate = isTrue(seo.page('date'))
  return [
    seo.showsTitle ? `<title>${seo.title ?? ''}</title>\n` : '',
    meta('name', 'generator', 'Jekyll v4.3.1'),
    meta('property', 'og:title', seo.pageTitle),
    meta('name', 'author', seo.author.get('name')),
    meta('property', 'og:locale', seo.locale),
    meta('name', 'description', seo.description),
    meta('property', 'og:description', seo.description),
    isTrue(seo.site('url'))
      ? link('canonical', seo.canonical) + meta('property', 'og:url', seo.canonical)
      : '',
    meta('property', 'og:site_name', seo.siteTitle),
    ...imageTags(seo),
    meta('property', 'og:type', hasDate ? 'article' : 'website'),
    hasDate ? meta('property', 'article:published_time', seo.date(seo.page('date'))) : '',
  ].join('')
}

function imageTags(seo: Seo): string[] {
  const { image } = seo
  if (image === undefined) return []
  const part = (key: string): string => meta('property', `og:image:${key}`, image.get(key))
  return [meta('property', 'og:image', image.get('path')), part('height'), part('width'), part('alt')]
}

function neighbors(seo: Seo, context: Context): string {
  const paginator = context.find('paginator')
  const to = (rel: string, key: string): string =>
    isTrue(propertyOf(paginator, `${key}_page`))
      ? link(rel, seo.absolute(toText(propertyOf(paginator, `${key}_page_path`))))
      : ''
  return to('prev', 'previous') + to('next', 'next')
}

function social(seo: Seo): string {
  const { image } = seo
  const twitter = seo.site('twitter')
  const name = (value: unknown): string => `@${toText(value).replaceAll('@', '')}`
  const creator = toText(either(seo.author.get('twitter'), seo.author.get('name'))).replace(/^@/, '')
  const card = either(
    propertyOf(seo.page('twitter'), 'card'),
    propertyOf(twitter, 'card'),
    'summary_large_image',
  )
  return [
    image === undefined ? meta('name', 'twitter:card', 'summary') : meta('name', 'twitter:card', card),
    meta('property', 'twitter:image', image?.get('path')),
    meta('name', 'twitter:image:alt', image?.get('alt')),
    meta('property', 'twitter:title', seo.pageTitle),
    isTrue(twitter) ? meta('name', 'twitter:site', name(propertyOf(twitter, 'username'))) : '',
    isTrue(twitter) && creator !== '' ? meta('name', 'twitter:creator', name(creator)) : '',
    ...['admins', 'publisher', 'app_id'].map((key) =>
      meta(
        'property',
        key === 'publisher' ? 'article:publisher' : `fb:${key}`,
        propertyOf(seo.site('facebook'), key),
      ),
    ),
    verifications(seo),
  ].join('')
}

const verified: Readonly<Record<string, string>> = {
  google: 'google-site-verification',
  bing: 'msvalidate.01',
  alexa: 'alexaVerifyID',
  yandex: 'yandex-verification',
  baidu: 'baidu-site-verification',
  facebook: 'facebook-domain-verification',
}

function verifications(seo: Seo): string {
  const all = seo.site('webmaster_verifications')
  if (!isTrue(all)) return meta('name', 'google-site-verification', seo.site('google_site_verification'))
  return Object.entries(verified)
    .map(([key, name]) => meta('name', name, propertyOf(all, key)))
    .join('')
}

/** The same in JSON-LD. */
function linkedData(seo: Seo): Hash {
  const logo = seo.site('logo')
  const logoUrl = isTrue(logo) ? escapeUri(seo.absolute(toText(logo))) : undefined
  const own = seo.sub(seo.page, 'seo')
  const values: Readonly<Record<string, unknown>> = {
    '@context': 'https://schema.org',
    '@type': seo.type,
    author: authorOf(seo),
    dateModified: seo.date(either(own.get('date_modified'), seo.page('last_modified_at'), seo.page('date'))),
    datePublished: seo.date(seo.page('date')),
    description: seo.description,
    headline: seo.pageTitle,
    image: imageData(seo),
    mainEntityOfPage: /^(?:BlogPosting|CreativeWork)$/.test(seo.type)
      ? typed('WebPage', { '@id': seo.canonical })
      : undefined,
    name: nameOf(seo, own),
    publisher: logoUrl === undefined ? undefined : publisher(seo, logoUrl),
    sameAs: either(own.get('links'), seo.isHome ? seo.sub(seo.site, 'social').get('links') : undefined),
    url: seo.canonical,
  }
  return new Map(Object.entries(values).filter(([, value]) => !isNil(value)))
}

const typed = (type: string, values: Readonly<Record<string, unknown>>): Hash =>
  new Map(Object.entries({ '@type': type, ...values }).filter(([, value]) => !isNil(value)))

function nameOf(seo: Seo, own: Hash): unknown {
  if (isTrue(own.get('name'))) return seo.line(own.get('name'))
  if (!seo.isHome) return undefined
  const social = seo.sub(seo.site, 'social').get('name')
  return isTrue(social) ? seo.line(social) : seo.siteTitle
}

function authorOf(seo: Seo): Hash | undefined {
  const [name, type, url] = ['name', 'type', 'url'].map((key) => seo.author.get(key))
  if (!isTrue(name) || (isTrue(type) && type !== 'Person' && type !== 'Organization')) return undefined
  return typed(toText(type) || 'Person', { name, ...(isTrue(url) ? { url } : {}) })
}

function imageData(seo: Seo): unknown {
  const { image } = seo
  if (image === undefined || image.size === 1) return image?.get('path')
  const rest = [...image].filter(([key]) => key !== 'path')
  return new Map<unknown, unknown>([...rest, ['url', image.get('path')], ['@type', 'imageObject']])
}

const publisher = (seo: Seo, logo: string): Hash =>
  typed('Organization', { logo: typed('ImageObject', { url: logo }), name: seo.author.get('name') })

const seoTag: Tag = (markup) => ({
  blank: false,
  source: '{% seo %}',
  render: (context, write) => {
    const seo = new Seo(context, markup)
    write('<!-- Begin Jekyll SEO tag v2.8.0 -->\n')
    write(head(seo) + neighbors(seo, context) + social(seo))
    write(
      `<script type="application/ld+json">\n${toJson(linkedData(seo))}</script>\n<!-- End Jekyll SEO tag -->\n`,
    )
  },
})

/** jekyll-seo-tag: what search engines and other pages' previews read. */
export const seoTagPlugin: Plugin = { name: 'jekyll-seo-tag', tags: { seo: seoTag } }
