import ArrowLeftRight from '~icons/lucide/arrow-left-right'
import Files from '~icons/lucide/files'
import HardDrive from '~icons/lucide/hard-drive'
import Images from '~icons/lucide/images'
import PencilRuler from '~icons/lucide/pencil-ruler'
import TableProperties from '~icons/lucide/table-properties'
import RotateCw from '~icons/lucide/rotate-cw'
import type { MenuItem } from '../controls/menu-item.ts'
import type { Desk } from '../desk.svelte.ts'
import type { Frame } from '../context.ts'

/** What can be done with the open blog as a whole. `keep`: shows what this device keeps of it. */
export const blogMenu = ({ workspace }: Desk, { app, router }: Frame, keep: () => void): MenuItem[] => [
  { label: 'Look for news', icon: RotateCw, choose: () => void workspace.sync() },
  { label: 'Pictures and files', icon: Images, choose: () => router.go({ name: 'pictures' }) },
  { label: 'Pages', icon: Files, choose: () => router.go({ name: 'pages' }) },
  { label: 'Lists and data', icon: TableProperties, choose: () => router.go({ name: 'data' }) },
  { label: 'How this blog is written', icon: PencilRuler, choose: () => router.go({ name: 'habits' }) },
  { label: 'On this device', icon: HardDrive, choose: keep },
  { label: 'Open another blog', icon: ArrowLeftRight, choose: () => void app.close() },
]
