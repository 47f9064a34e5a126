import type { TokenForm, TokenStep } from '../../hosts/token-form.ts'

/** What is to be done in a host's form. What has no sentence of its own says itself. */
const sentences: Readonly<Partial<Record<TokenStep, string>>> = {
  name: 'Give it a name that you will know again, Galley for one.',
  expiry: 'Choose how long it shall be good for.',
  owner: 'Choose whose blog it is.',
  product: 'Choose Bitbucket, and a key with scopes.',
  'only-this-repository': 'Let it open this blog’s repository alone, where that is offered.',
  'which-repositories': 'Choose which of your repositories it opens.',
  role: 'Choose the role Maintainer. With the role Developer, what you write may have to be looked over first.',
  create: 'Make the key with the button at the end of the page.',
}

/** What is left to do where the form fills in the rest by itself, and what is worth a look because it may not. */
export function stepsInWords({ steps, filled, permissions }: TokenForm): readonly string[] {
  return steps
    .filter((step) => step !== 'copy')
    .flatMap((step) => {
      if (step === 'permissions') return [permissionsInWords(permissions, filled.includes(step))]
      if (step === 'owner' && filled.includes(step)) return ['See that it is for whose blog it is.']
      return filled.includes(step) ? [] : (sentences[step] ?? [])
    })
}

const permissionsInWords = (permissions: readonly string[], isFilled: boolean): string =>
  `${isFilled ? 'See that it has' : 'Tick'} ${permissions.join('; ')}.`

/** What such a key opens. */
export const reachInWords = ({ opens }: TokenForm): string =>
  opens === 'repository' ? 'It is for this blog alone' : 'It opens no more than you let it'
