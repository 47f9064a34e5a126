/** Where a menu opens so that what it is about stays in sight. */
export interface MenuPlace {
  readonly anchor: { getBoundingClientRect(): DOMRect }
  readonly side: 'left' | 'right' | 'bottom'
  readonly offset: number
}

/** A menu's width and the handle beside it, in pixels. */
const [width, handle] = [216, 36]

/** Before what the menu is about where there is room, or behind it, else below it; undefined where it fills the window. */
export function besideIt(it: Element): MenuPlace | undefined {
  const { left, right, top, bottom } = it.getBoundingClientRect()
  const anchor = { getBoundingClientRect: () => it.getBoundingClientRect() }
  if (top >= 0 && left >= width + handle) return { anchor, side: 'left', offset: handle }
  if (top >= 0 && innerWidth - right >= width) return { anchor, side: 'right', offset: 8 }
  return bottom - top < innerHeight / 2 ? { anchor, side: 'bottom', offset: 8 } : undefined
}
