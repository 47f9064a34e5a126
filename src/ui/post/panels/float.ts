import { autoUpdate, computePosition, flip, offset, shift, size } from '@floating-ui/dom'

/** Keeps an element below a place in the text, or above it where there is no room, also while the page scrolls. */
export function floatAt(anchor: Element, bounds: () => DOMRect): (element: HTMLElement) => () => void {
  const place = { getBoundingClientRect: bounds, contextElement: anchor }
  return (element) => autoUpdate(place, element, () => void put(element, place))
}

async function put(element: HTMLElement, place: Parameters<typeof computePosition>[0]): Promise<void> {
  const padding = 8
  const { x, y } = await computePosition(place, element, {
    strategy: 'fixed',
    placement: 'bottom-start',
    middleware: [
      offset(6),
      flip({ padding }),
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
