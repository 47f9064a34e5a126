import { autoUpdate, computePosition, flip, offset, shift, size, type Placement } from '@floating-ui/dom'

/**
 * Keeps an element below a place in the text, or above it where there is no room, also while the page scrolls; beside it
 * where neither has room because the place itself is large, as a picture is.
 */
export function floatAt(anchor: Element, bounds: () => DOMRect): (element: HTMLElement) => () => void {
  const place = { getBoundingClientRect: bounds, contextElement: anchor }
  return (element) => autoUpdate(place, element, () => void put(element, place))
}

interface Place {
  getBoundingClientRect: () => DOMRect
  readonly contextElement: Element
}

async function put(element: HTMLElement, place: Place): Promise<void> {
  const padding = 8
  const { x, y } = await computePosition(place, element, {
    strategy: 'fixed',
    placement: 'bottom-start',
    middleware: [
      offset(6),
      // beside a picture it may stand higher or lower than that, but not over it
      flip({
        padding,
        ...(isLarge(place.getBoundingClientRect()) && { crossAxis: false, fallbackPlacements: beside }),
      }),
      shift({ padding, crossAxis: true }),
      size({
        padding,
        apply: ({ availableHeight }) =>
          element.style.setProperty('--room', `${Math.max(160, Math.round(availableHeight))}px`),
      }),
    ],
  })
  element.style.setProperty('--x', `${Math.round(x)}px`)
  element.style.setProperty('--y', `${Math.round(y)}px`)
}

const beside: Placement[] = ['top-start', 'right-start', 'left-start']

/** More than some lines of text: a small picture, too, wants to be seen. */
const isLarge = ({ height }: DOMRect): boolean => height > 80

/** What stands over the page at its top, and how much of a place stays in sight below that. */
const [bar, seen, gap] = [64, 96, 14]

/**
 * How far the page is to be scrolled for an element of this size to have room below a large place, where it has none
 * around it: as far as the place stays in sight.
 */
export function missingRoom(place: DOMRect, { width, height }: { width: number; height: number }): number {
  const [across, down] = [width + gap, height + gap]
  const beside = innerWidth - place.right >= across || place.left >= across
  const fits = beside || innerHeight - place.bottom >= down || place.top - bar >= down
  if (fits || !isLarge(place)) return 0
  return Math.max(0, Math.min(place.bottom + down - innerHeight, place.bottom - bar - seen))
}
