import type { PostItem } from '../../app/index.ts'
import type { Frame } from '../context.ts'
import type { Desk } from '../desk.svelte.ts'
import { focusRow } from './focus-row.ts'

/** What can be done with a post where it stands in the list; one menu serves all rows. */
export class RowDeeds {
  readonly #desk: Desk
  readonly #frame: Frame
  /** Whose menu is open, and the button that it belongs to. */
  asked = $state.raw<{ readonly item: PostItem; readonly button: HTMLElement }>()

  constructor(desk: Desk, frame: Frame) {
    this.#desk = desk
    this.#frame = frame
  }

  ask(item: PostItem, button: HTMLElement): void {
    this.asked = { item, button }
  }

  /** Closes this menu, not the one of another row that was asked for meanwhile. */
  close(menu: RowDeeds['asked']): void {
    if (this.asked === menu) this.asked = undefined
  }

  /** The menu's code is fetched when the first menu is wanted. */
  readonly prepare = (): Promise<typeof import('./RowMenu.svelte')> => import('./RowMenu.svelte')

  async restore(item: PostItem): Promise<void> {
    await this.#desk.workspace.postFiles.restore(item.path)
    this.#frame.toasts.say(`‘${item.title}’ is back.`)
    await focusRow(item.path)
  }

  opened(item: PostItem): void {
    this.#desk.list.opened = item.path
    this.#desk.list.settle()
  }
}
