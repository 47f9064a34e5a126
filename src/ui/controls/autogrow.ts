import type { Attachment } from 'svelte/attachments'

/** Keeps a textarea as tall as its text. Name what it shows in the call (`autogrow(text)`): the height then follows it. */
export function autogrow(_text: string): Attachment<HTMLTextAreaElement> {
  return (area) => {
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
