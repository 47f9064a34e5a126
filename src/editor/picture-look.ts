import type { Node } from '@tiptap/pm/model'
import { attributeIn, valuesIn, withAttribute, withClasses } from './attribute-text.ts'
import { stringOf } from './constructs/attribute-list.ts'
import { attributeOf, tagWithList, withAttribute as withTagAttribute } from './html-tag.ts'

/** A change of the attribute list that says how a picture looks; null: there is none. */
export type LookChange = (list: string | null) => string | null

const names = ['class', 'width', 'style', 'align']

/** How a picture looks, as an attribute list: its tag, where it has one, and its list, which goes above that. */
export function lookOf({ attrs }: Node): string | null {
  const [tag, list] = [stringOf(attrs.html), stringOf(attrs.ial)]
  return tag === null ? list : listOfTag(tagWithList(tag, valuesIn(list)))
}

function listOfTag(tag: string): string | null {
  return names.reduce<string | null>((list, name) => {
    const value = attributeOf(tag, name)
    return value === undefined ? list : withAttribute(list, name, value.replace(/"/g, "'"))
  }, null)
}

/**
 * The attributes of a picture with another look. What is written as a tag is changed in the tag; a list behind that
 * loses what would stand against it.
 */
export function withLook(node: Node, change: LookChange): Record<string, string | null> {
  const [tag, list] = [stringOf(node.attrs.html), stringOf(node.attrs.ial)]
  if (tag === null) return { ial: change(list) }
  const look = lookOf(node)
  const next = change(look)
  if (next === look) return {}
  const html = names.reduce((written, name) => changed(written, name, look, next), tag)
  return { html, ial: names.reduce((left, name) => without(left, name, look, next), list) }
}

const sameIn = (name: string, look: string | null, next: string | null): boolean =>
  attributeIn(look, name) === valuesIn(next).get(name)

function changed(tag: string, name: string, look: string | null, next: string | null): string {
  return sameIn(name, look, next) ? tag : withTagAttribute(tag, name, valuesIn(next).get(name) ?? null)
}

function without(list: string | null, name: string, look: string | null, next: string | null): string | null {
  if (list === null || sameIn(name, look, next)) return list
  const classes = (valuesIn(list).get('class') ?? '').split(' ')
  return name === 'class' ? withClasses(list, classes, []) : withAttribute(list, name, undefined)
}
