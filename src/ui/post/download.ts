/** Gives a file to the author, as the browser keeps what is downloaded. */
export function download({ name, text }: { readonly name: string; readonly text: string }): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }))
  link.download = name
  link.click()
  // the browser reads it in its own time
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
