import { describe, expect, it } from 'vitest'
import {
  plainPictures,
  sideOf,
  widthOf,
  withShare,
  withSide,
  type PictureStyle,
} from '../../src/editor/picture-attributes.ts'

const seed = '{:class="img-fluid rounded float mx-auto mb-2" :height="auto" width="60%"}'
const styled: PictureStyle = { width: 'style', classes: [], start: '{:' }
const classes: PictureStyle = {
  width: 'class',
  classes: [{ value: 'rounded' }, { value: 'float-end' }, { value: 'float-start' }],
  start: '{: ',
}

describe('the width of a picture', () => {
  it.each([
    [seed, '60%'],
    ['{: width="300"}', '300px'],
    ['{: style="border: 0; width:50%"}', '50%'],
    ['{: .w-75}', '75%'],
    ['{: .wide}', undefined],
    [null, undefined],
  ])('of %s is %s', (list, width) => {
    expect(widthOf(list)).toBe(width)
  })

  it.each([
    [seed, 75, plainPictures, seed.replace('60%', '75%')],
    [seed, undefined, plainPictures, seed.replace(' width="60%"', '')],
    ['{: width="300"}', 50, styled, '{: width="50%"}'],
    ['{:style="border: 0; width: 20%"}', 50, plainPictures, '{:style="border: 0; width: 50%"}'],
    [null, 50, styled, '{:style="width: 50%"}'],
    ['{: .rounded .w-25}', 50, plainPictures, '{: .rounded .w-50}'],
    ['{: .rounded .w-25}', 60, classes, '{: .rounded width="60%"}'],
    [null, 50, classes, '{: .w-50}'],
    ['{: .w-50}', undefined, classes, null],
    [null, undefined, classes, null],
  ] as const)('of %s made %s is %s', (list, share, site, wanted) => {
    expect(withShare(list, share, site)).toBe(wanted)
  })
})

describe('the side of a picture', () => {
  it.each([
    [seed, 'center'],
    ['{: .float-end}', 'right'],
    ['{: align="left"}', 'left'],
    ['{: style="display: block; margin: 0 auto"}', 'center'],
    ['{: style="float:right"}', 'right'],
    ['{: .rounded}', undefined],
  ])('of %s is %s', (list, side) => {
    expect(sideOf(list)).toBe(side)
  })

  it.each([
    [seed, undefined, plainPictures, seed.replace(' mx-auto', '')],
    [seed, 'right', classes, seed.replace('mx-auto', 'float-end')],
    ['{: .rounded .float-end}', 'left', classes, '{: .rounded .float-start}'],
    ['{: .float-end}', undefined, classes, null],
    ['{: align="left"}', 'right', classes, '{: align="right"}'],
    [null, 'center', plainPictures, '{: style="display: block; margin: 0 auto"}'],
    ['{: style="float: left"}', 'right', plainPictures, '{: style="float: right"}'],
    ['{: style="float: left"}', undefined, plainPictures, null],
    ['{: style="float: left; border: 0"}', 'right', classes, '{: .float-end style="border: 0"}'],
  ] as const)('of %s made %s is %s', (list, side, site, wanted) => {
    expect(withSide(list, side, site)).toBe(wanted)
  })
})
