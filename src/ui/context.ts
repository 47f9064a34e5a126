import { createContext } from 'svelte'
import type { App } from '../app/index.ts'
import type { Toasts } from './controls/toasts.svelte.ts'
import type { Desk } from './desk.svelte.ts'
import type { Router } from './router.svelte.ts'

/** What every screen stands on. */
export interface Frame {
  readonly app: App
  readonly router: Router
  readonly toasts: Toasts
}

export const [getFrame, setFrame] = createContext<Frame>()

/** The open blog, for the screens inside it. */
export const [getDesk, setDesk] = createContext<Desk>()
