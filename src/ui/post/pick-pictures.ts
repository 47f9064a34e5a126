/** Lets the author choose pictures among the files of this computer. */
export function pickPictures(chosen: (files: readonly File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'image/*'
  input.multiple = true
  input.addEventListener('change', () => chosen([...(input.files ?? [])]))
  input.click()
}
