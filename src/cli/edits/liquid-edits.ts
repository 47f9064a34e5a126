import { schema } from '../../editor/schema.ts'
import { between, pick } from './chance.ts'
import { at, isProse, named, onTop, within, type RandomEdit } from './random-edit.ts'

const spans = [
  schema.node('output', { source: '{{ site.title | escape }}' }),
  schema.node('inlineTag', { source: "{% include icon.html name='a|b' %}" }),
]

const blocks = [
  schema.node('codeBlock', { language: 'js', highlight: 'linenos' }, [schema.text('\n  a()\n\n')]),
  schema.node('codeBlock', { language: 'js', highlight: '' }, [schema.text('{% endhighlight %}')]),
  schema.node('codeBlock', { language: 'liquid', raw: '{% raw %}\n' }, [schema.text('{{ a }}\n```\n\nb')]),
  schema.node('codeBlock', { raw: '{%- raw -%}', rawWithin: true }, [schema.text('\n{% if a %}\n')]),
  schema.node('tag', { source: '{% include a.html b="c" %}' }),
  schema.node('tag', { source: '{% if page.x %}', ial: '{: .wide}' }),
  schema.node('contents', { source: '1. x\n{:toc}' }),
  schema.node('excerpt'),
]

/** What is kept as source: tags, what the site computes, the places of contents and excerpt. */
export const liquidEdits: readonly RandomEdit[] = [
  {
    name: 'insert what is kept as source',
    make: within(isProse, (tr, from, _to, random) => {
      const inCode = tr.doc.rangeHasMark(Math.max(0, from - 1), from + 1, schema.mark('code').type)
      return !inCode && tr.insert(from, pick(spans, random) ?? [])
    }),
  },
  {
    name: 'insert a block that is kept as source',
    make: onTop((tr, spot, random) => tr.insert(spot.at, pick(blocks, random) ?? [])),
  },
  {
    name: 'change a source',
    make: at(named('tag', 'inlineTag', 'output'), (tr, { node, at: from }, random) => {
      const source = String(node.attrs.source)
      if (!source.startsWith('{%')) return tr.setNodeAttribute(from, 'source', '{{ page.title }}')
      if (/^\{%-?\s*(?:raw|comment|highlight)/.test(source)) return false
      const changed = source.replace(/\s*-?%\}$/, ` size="${between(1, 9, random)}" %}`)
      return tr.setNodeAttribute(from, 'source', changed)
    }),
  },
]
