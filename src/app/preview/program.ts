import address from '../../preview/frame-program.ts?worker&url'

let text: Promise<string> | undefined

/** What runs in a page beside its own scripts, as a text: a frame of another origin cannot ask for it. */
export function frameProgram(): Promise<string> {
  text ??= fetch(address, { credentials: 'omit' }).then((answer) => {
    if (!answer.ok) throw new Error('The program of the page is not there.')
    return answer.text()
  })
  text.catch(() => (text = undefined)) // it may come the next time
  return text
}
