/** How many branches of one name are tried. */
const most = 20

/** Names for the branch of what is handed in under this message: `galley/update-the-tides`, `galley/update-the-tides-2`, … */
export function* branchNames(message: string): Generator<string> {
  const words = message
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
  const name = (words ?? ['changes']).join('-').slice(0, 40).replace(/-$/, '')
  yield `galley/${name}`
  for (let number = 2; number <= most; number++) yield `galley/${name}-${number}`
}
