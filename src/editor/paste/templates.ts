/** What would begin code of this blog's templates. */
const beginning = /\{(?=[{%])/g

/**
 * What somebody else wrote never runs as a template of this blog: braces in what is said of pictures and links stand
 * apart, and code that has some is marked, to be written so that it shows as typed. (Those in text are escaped as it is
 * written.)
 */
export function keepFromRunning(root: HTMLElement): void {
  for (const name of ['alt', 'title'])
    for (const element of root.querySelectorAll(`[${name}]`))
      element.setAttribute(name, (element.getAttribute(name) ?? '').replace(beginning, '{ '))
  for (const code of root.querySelectorAll<HTMLElement>('pre, code, kbd, tt'))
    if (/\{(?:[{%]|$)/.test(code.textContent)) code.dataset.asTyped = ''
}
