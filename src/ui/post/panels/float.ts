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
      flip({ padding, ...(isLarge(place) && { fallbackPlacements: beside }) }),
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

const isLarge = ({ getBoundingClientRect }: Place): boolean =>
  getBoundingClientRect().height > innerHeight / 5
