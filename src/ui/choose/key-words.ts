import type { TokenForm, TokenStep } from '../../hosts/token-form.ts'

/** What is to be done in a host's form. What has no sentence of its own says itself. */
const sentences: Readonly<Partial<Record<TokenStep, string>>> = {
  name: 'Give it a name that you will know again, Galley for one.',
  expiry: 'Choose how long it shall be good for.',
  owner: 'Choose whose blog it is.',
  'only-this-repository': 'Let it open this blog’s repository alone.',
  role: 'Let it write: the role is called Developer or Maintainer.',
  create: 'Make the key with the button at the end of the page.',
}

/** What is left to do where the form fills in the rest by itself. */
export function stepsInWords({ steps, filled, permissions }: TokenForm): readonly string[] {
  return steps
    .filter((step) => !filled.includes(step) && step !== 'copy')
    .flatMap((step) => (step === 'permissions' ? [allowInWords(permissions)] : (sentences[step] ?? [])))
}

const allowInWords = (permissions: readonly string[]): string => `Tick ${permissions.join('; ')}.`
