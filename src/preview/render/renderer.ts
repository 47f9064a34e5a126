import { kramdownOptionsOf } from '../../jekyll/index.ts'
import { toHtml, type KramdownOptions } from '../../kramdown/index.ts'
import { Context, type Filter, Limits, type Surroundings } from '../liquid/context.ts'
import { LimitError, LiquidError } from '../liquid/errors.ts'
import { type Body, parseTemplate, type Tag } from '../liquid/template.ts'
import { type Hash, isTrue, toText } from '../liquid/values.ts'
import type { Plugin } from '../plugins/plugin.ts'
import { Document } from '../site/collection-item.ts'
import { ExcerptDrop } from '../site/document-drop.ts'
import type { Item } from '../site/item.ts'
import type { Seen, SiteModel } from '../site/model.ts'
import { Page } from '../site/page.ts'
import { merged } from '../site/ruby-values.ts'
import { JekyllDrop, SiteDrop } from '../site/site-drop.ts'
import type { Warnings } from '../warnings.ts'
import { codeOptions } from './code.ts'
import { excerptSource } from './excerpt.ts'
import { type Layout, Layouts } from './layouts.ts'
import { styleOf } from './styles.ts'
import { timeFor } from './long-texts.ts'
import { lookOfPieces, type Piece } from './pieces.ts'
import { hasMark, Placeholders } from './placeholders.ts'
import type { Rendering } from './rendering.ts'
import { unknownTag } from './unknown-tag.ts'

export interface RendererOptions {
  /** Milliseconds that one page may take. */
  readonly time: number
  /** Characters that one page may write, with everything that is captured on the way. */
  readonly size: number
  readonly tags: ReadonlyMap<string, Tag>
  readonly filters: ReadonlyMap<string, Filter>
  readonly plugins: readonly Plugin[]
  readonly kramdown?: KramdownOptions
}

/** Deepest chain of items that are rendered because another shows them. */
const deepest = 12

/** Renders items of a site as Jekyll's Renderer does, without ever waiting: what is missing is asked for in `model.texts`. */
export class Renderer implements Seen {
  readonly #model: SiteModel
  readonly #warnings: Warnings
  readonly #options: RendererOptions
  readonly #kramdown: KramdownOptions
  readonly #templates = new Map<string, Body>()
  readonly #contents = new Map<Item, string>()
  readonly #outputs = new Map<Item, string>()
  readonly #excerpts = new Map<Item, { source: string; html: string }>()
  readonly #order = new Map<Item, number>()
  #placeholders = new Placeholders()
  #limits: Limits
  /** What is being rendered, the innermost last. */
  readonly #stack: Item[] = []
  readonly #layouts: Layouts

  constructor(model: SiteModel, warnings: Warnings, options: RendererOptions) {
    this.#model = model
    this.#warnings = warnings
    this.#options = options
    this.#layouts = new Layouts(model)
    this.#limits = new Limits(options.time, options.size)
    this.#kramdown = { ...codeOptions(model), ...kramdownOptionsOf(model), ...options.kramdown }
    model.seen = this
    model.warn = (code, what, detail) => warnings.add(code, what, detail)
  }

  /** The whole page of an item. What it costs too much is cut off with a warning. */
  page(item: Item): string {
    this.#begin(item)
    return this.#placeholders.show(this.#guarded(() => this.#output(item)))
  }

  /** What pieces of an item's text are on its page; undefined for what is nothing there, or what costs too much. */
  pieces(item: Item, pieces: readonly Piece[]): readonly (string | undefined)[] {
    this.#begin(item)
    try {
      return this.#within(item, () => this.#lookOf(item, pieces))
    } catch (error) {
      if (error instanceof LimitError || error instanceof LiquidError || error instanceof RangeError)
        return []
      throw error
    }
  }

  #lookOf(item: Item, pieces: readonly Piece[]): readonly (string | undefined)[] {
    const globals = this.#globals(item, item.toLiquid())
    let context = new Context(globals, this.#surroundings(item))
    return lookOfPieces(pieces, {
      whole: (watch) => {
        context = new Context(globals, { ...context.surroundings, watch })
        return this.template(item.source).text(context)
      },
      liquid: (source) => this.template(source).text(context),
      convert: (text) => this.#convert(item, text),
      isUnknown: hasMark,
    })
  }

  #begin(item: Item): void {
    this.#limits = new Limits(this.#options.time, this.#options.size)
    this.#placeholders = new Placeholders()
    this.#stack.length = 0
    this.#contents.delete(item)
    this.#outputs.delete(item)
  }

  /** Forgets what is known of an item, or of all of them. */
  forget(item?: Item): void {
    const all = [this.#contents, this.#outputs, this.#excerpts]
    all.forEach((known) => (item === undefined ? known.clear() : known.delete(item)))
    this.#order.clear()
  }

  // — what templates see of items

  content(item: Item): string {
    if (item === this.#stack.at(-1)) return this.#contents.get(item) ?? item.source
    if (!this.#isBefore(item) || this.#stack.includes(item)) return item.source
    return this.#converted(item)
  }

  output(item: Item): string | undefined {
    if (this.#stack.includes(item) || !this.#isBefore(item)) return undefined
    return this.#output(item)
  }

  excerpt(doc: Document): string {
    const source = excerptSource(doc.source, doc.separator)
    const known = this.#excerpts.get(doc)
    if (known?.source === source) return known.html
    if (this.#stack.filter((each) => each === doc).length > 1) return source
    const html = this.#within(doc, () => {
      const globals = this.#globals(doc, new ExcerptDrop(doc, source))
      return this.#convert(doc, this.#liquid(source, doc, globals, doc.relativePath))
    })
    this.#excerpts.set(doc, { source, html })
    return html
  }

  /** Whether Jekyll renders an item before the one that is rendered now: documents in their order, then pages. */
  #isBefore(item: Item): boolean {
    const current = this.#stack.at(-1)
    return current === undefined || this.#place(item) < this.#place(current)
  }

  #place(item: Item): number {
    if (item instanceof Page) return 1e9
    if (this.#order.size === 0) this.#count()
    return this.#order.get(item) ?? 1e8
  }

  #count(): void {
    const all = this.#model.labels.flatMap((label) => this.#model.documentsOf(label))
    all.forEach((doc, index) => this.#order.set(doc, index))
  }

  // — one item

  #within<Result>(item: Item, work: () => Result): Result {
    if (this.#stack.length >= deepest) throw new LimitError('depth')
    this.#stack.push(item)
    try {
      return work()
    } finally {
      this.#stack.pop()
    }
  }

  #converted(item: Item): string {
    const known = this.#contents.get(item)
    if (known !== undefined) return known
    return this.#within(item, () => this.#makeContent(item, this.#globals(item, item.toLiquid())))
  }

  #makeContent(item: Item, globals: Hash): string {
    const liquid = this.#liquid(item.source, item, globals, item.path)
    const html = this.#convert(item, liquid)
    this.#contents.set(item, html)
    return html
  }

  #output(item: Item): string {
    const known = this.#outputs.get(item)
    if (known !== undefined) return known
    const html = this.#within(item, () => {
      const globals = this.#globals(item, item.toLiquid())
      const content = this.#makeContent(item, globals)
      const page = this.#isAsset(item) ? content : this.#inLayouts(item, content, globals)
      return this.#plugged(page, item)
    })
    this.#outputs.set(item, html)
    return html
  }

  #isAsset(item: Item): boolean {
    return /^\.(?:scss|sass|coffee)$/.test(item.extension) || item.value('layout') === 'none'
  }

  #plugged(html: string, item: Item): string {
    return this.#options.plugins.reduce(
      (text, plugin) => plugin.page?.(text, item, this.#model) ?? text,
      html,
    )
  }

  #globals(item: Item, page: unknown): Hash {
    const layout = this.#layouts.named(toText(item.value('layout')))
    return new Map<unknown, unknown>([
      ['site', new SiteDrop(this.#model, item instanceof Document ? item : undefined)],
      ['page', page],
      ['layout', layout?.data],
      ['paginator', item instanceof Page ? item.paginator : undefined],
      ['jekyll', new JekyllDrop(this.#model.environment)],
    ])
  }

  #inLayouts(item: Item, content: string, globals: Hash): string {
    const name = item.value('layout')
    let layout = this.#layouts.named(toText(name))
    if (isTrue(name) && !this.#layouts.has(toText(name))) this.#warnings.add('missing-layout', toText(name))
    const used = new Set<Layout>()
    let [output, data] = [content, new Map() as Hash]
    while (layout !== undefined && !used.has(layout)) {
      used.add(layout)
      data = merged(layout.data, data)
      globals.set('content', output)
      globals.set('layout', data)
      output = this.#liquid(layout.source, item, globals, toText(name))
      layout = this.#layouts.named(toText(layout.data.get('layout')))
    }
    if (layout !== undefined) this.#warnings.add('too-much', toText(name), 'Layouts stand in a circle.')
    return output
  }

  // — Liquid

  #liquid(source: string, item: Item, globals: Hash, where: string): string {
    if (!source.includes('{%') && !source.includes('{{')) return source
    if (item.value('render_with_liquid') === false && source === item.source) return source
    const context = new Context(globals, this.#surroundings(item))
    try {
      return this.template(source).text(context)
    } catch (error) {
      if (!(error instanceof LiquidError)) throw error
      this.#warnings.add('broken', where, error.message)
      return this.#placeholders.mark(where)
    }
  }

  /** A source as a template, from memory where it was read before. */
  template(source: string): Body {
    const known = this.#templates.get(source)
    if (known !== undefined) return known
    const parsed = parseTemplate(source, this.#options.tags, (name, markup, parser) =>
      unknownTag(name, markup, parser, (what) => {
        this.#warnings.add('unknown-tag', what)
        return this.#placeholders.mark(what)
      }),
    )
    if (this.#templates.size > 500) this.#templates.clear()
    this.#templates.set(source, parsed)
    return parsed
  }

  #surroundings(item: Item): Surroundings {
    const placeholder = (what: string): string => this.#placeholders.mark(what)
    const site: Rendering = {
      model: this.#model,
      item,
      template: (source) => this.template(source),
      markdown: (text) => this.markdown(text),
      placeholder,
      kept: new Map(),
    }
    return {
      limits: this.#limits,
      filters: this.#options.filters,
      unknownFilter: (name, input) => {
        this.#warnings.add('unknown-filter', name)
        return input
      },
      failed: (error, what) => this.#failed(error, what),
      site,
    }
  }

  #failed(error: unknown, what: string): string {
    if (!(error instanceof LiquidError)) throw error
    this.#warnings.add('failed', what, error.message)
    return this.#placeholders.mark(what)
  }

  /** Runs what could cost too much; where it does, what was asked for is a sentence. */
  #guarded(work: () => string): string {
    try {
      return work()
    } catch (error) {
      const limit = error instanceof RangeError ? new LimitError('depth') : error
      if (!(limit instanceof LimitError)) throw error
      this.#warnings.add('too-much', limit.limit)
      return tooMuch
    }
  }

  // — Markdown

  #convert(item: Item, text: string): string {
    if (!this.#model.isMarkdown(item.extension)) return this.#otherwise(item, text)
    return this.markdown(text)
  }

  #otherwise(item: Item, text: string): string {
    if (/^\.s[ac]ss$/.test(item.extension)) return this.#css(item, text)
    const plugin = this.#options.plugins.find(({ converts }) => converts?.(item.extension))
    if (plugin?.convert === undefined && /^\.(?:coffee|textile|adoc|asciidoc|org)$/.test(item.extension))
      this.#warnings.add('stylesheet', item.extension)
    return plugin?.convert?.(text, item, this.#model) ?? text
  }

  #css(item: Item, text: string): string {
    try {
      return styleOf(text, item.extension === '.sass', this.#model)
    } catch (error) {
      if (!(error instanceof LiquidError)) throw error
      this.#warnings.add('broken', item.path, error.message)
      return ''
    }
  }

  markdown(text: string): string {
    const engine = toText(this.#model.settings.get('markdown'))
    if (engine.toLowerCase() !== 'kramdown') this.#warnings.add('markdown-engine', engine)
    const convert = (part: string): string => toHtml(part, this.#kramdown)
    this.#limits.write(text.length)
    this.#limits.ahead((clock) => timeFor(text, convert, clock))
    return convert(text)
  }
}

const tooMuch =
  '<!doctype html><html><body><article><p class="galley-placeholder whole">This page asks for more than can be shown here. Your text is safe; go on writing.</p></article></body></html>'
