import type { Attachment } from 'svelte/attachments'

/**
 * Keeps a textarea as tall as its text. Name what it shows in the call (`autogrow(text)`): the height then follows it. The
 * browser does it where it can, which spares a layout for every key.
 */
export function autogrow(_text: string): Attachment<HTMLTextAreaElement> {
  return (area) => {
    if (CSS.supports('field-sizing', 'content')) {
      area.classList.add('grows')
      area.style.setProperty('--rows', String(area.rows))
      return undefined
    }
    const fit = (): void => {
      area.style.height = 'auto'
      area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`
    }
    fit()
    let width = area.offsetWidth
    const observer = new ResizeObserver(() => {
      if (area.offsetWidth === width) return
      width = area.offsetWidth
      fit()
    })
    observer.observe(area)
    return () => observer.disconnect()
  }
}
