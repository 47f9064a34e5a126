import { describe, expect, it } from 'vitest'
import { attributeIn, classesIn, withAttribute, withClasses } from '../../src/editor/attribute-text.ts'

const seed = '{:class="img-fluid rounded mx-auto" :height="auto" width="60%"}'

describe('an attribute list', () => {
  it('is read', () => {
    expect(attributeIn(seed, 'width')).toBe('60%')
    expect(attributeIn(seed, 'height')).toBeUndefined()
    expect(attributeIn("{: width='3 4'}", 'width')).toBe('3 4')
    expect(classesIn(seed)).toEqual(['img-fluid', 'rounded', 'mx-auto'])
    expect(classesIn('{:.a.b #c .d class="e"}')).toEqual(['a', 'b', 'd', 'e'])
    expect(classesIn(null)).toEqual([])
  })

  const values: readonly (readonly [string | null, string | undefined, string | null])[] = [
    [seed, '75%', seed.replace('60%', '75%')],
    [seed, undefined, '{:class="img-fluid rounded mx-auto" :height="auto"}'],
    ["{: .wide  width='300' }", '200', "{: .wide  width='200' }"],
    ['{:.wide width=300}', '50%', '{:.wide width="50%"}'],
    ['{:.wide }', '50%', '{:.wide width="50%" }'],
    ["{: id='x'}", '50%', "{: id='x' width='50%'}"],
    ['{: width="1"}', undefined, null],
    [null, undefined, null],
    [null, '50%', '{: width="50%"}'],
    ['{:.a}', 'b"}\\', '{:.a width="b\\"\\}\\\\"}'],
  ]
  it.each(values)('%s with a width of %s is %s', (list, value, wanted) => {
    expect(withAttribute(list, 'width', value)).toBe(wanted)
  })

  const classes: readonly (readonly [string | null, string[], string[], string | null])[] = [
    [seed, ['mx-auto'], ['float-right'], seed.replace('mx-auto', 'float-right')],
    [seed, [], ['center'], seed.replace('mx-auto', 'mx-auto center')],
    [seed, ['nothing'], [], seed],
    ['{:.left width="1"}', ['left'], ['right', 'ms-3'], '{:.right .ms-3 width="1"}'],
    ['{: width="1"}', [], ['right'], '{: .right width="1"}'],
    ['{:.a width="1"}', [], ['b'], '{:.a .b width="1"}'],
    ['{:.a}', ['a'], [], null],
    ['{:.a.b#c}', ['a'], [], '{:#c .b}'],
    [null, [], ['wide'], '{: .wide}'],
    ['{:class="a"}', ['a'], ['a'], '{:class="a"}'],
  ]
  it.each(classes)('%s without %s and with %s is %s', (list, remove, add, wanted) => {
    expect(withClasses(list, remove, add)).toBe(wanted)
  })
})
