import type { Component } from 'svelte'
import ArrowLeftRight from '~icons/lucide/arrow-left-right'
import Files from '~icons/lucide/files'
import HardDrive from '~icons/lucide/hard-drive'
import Images from '~icons/lucide/images'
import PencilRuler from '~icons/lucide/pencil-ruler'
import TableProperties from '~icons/lucide/table-properties'
import LogOut from '~icons/lucide/log-out'
import RotateCw from '~icons/lucide/rotate-cw'
import UserRound from '~icons/lucide/user-round'
import { signOut } from '../../app/sign-in.ts'
import AccountDialog from '../choose/AccountDialog.svelte'
import type { MenuItem } from '../controls/menu-item.ts'
import type { Desk } from '../desk.svelte.ts'
import type { Frame } from '../context.ts'
import DeviceDialog from './DeviceDialog.svelte'

/** A dialog about the blog. */
export type BlogDialog = Component<{ onclose: () => void }>

/** What can be done with the open blog as a whole. `show`: opens a dialog. */
export const blogMenu = (desk: Desk, frame: Frame, show: (dialog: BlogDialog) => void): MenuItem[] => {
  const { app, router } = frame
  const { workspace } = desk
  return [
    { label: 'Look for news', icon: RotateCw, choose: () => void workspace.sync() },
    { label: 'Pictures and files', icon: Images, choose: () => router.go({ name: 'pictures' }) },
    { label: 'Pages', icon: Files, choose: () => router.go({ name: 'pages' }) },
    { label: 'Lists and data', icon: TableProperties, choose: () => router.go({ name: 'data' }) },
    { label: 'How this blog is written', icon: PencilRuler, choose: () => router.go({ name: 'habits' }) },
    { label: 'On this device', icon: HardDrive, choose: () => show(DeviceDialog) },
    ...(app.isElsewhere(workspace.blog) ? account(desk, frame, show) : []),
    { label: 'Open another blog', icon: ArrowLeftRight, choose: () => void app.close() },
  ]
}

/** Who is signed in, and the ways in and out. */
function account(
  { workspace }: Desk,
  { app, toasts }: Frame,
  show: (dialog: BlogDialog) => void,
): MenuItem[] {
  const { account } = workspace
  const look = () => show(AccountDialog)
  if (!account) return [{ label: 'Sign in', icon: UserRound, choose: look, apart: true }]
  const leave = async (): Promise<void> => {
    await signOut(app, workspace)
    toasts.say('Signed out. What you wrote is safe on this device.')
  }
  return [
    {
      label: `Signed in as ${account.person.name || 'an access key'}`,
      icon: UserRound,
      choose: look,
      apart: true,
    },
    { label: 'Sign out', icon: LogOut, choose: () => void leave() },
  ]
}
