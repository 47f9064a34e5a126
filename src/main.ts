import { mount } from 'svelte'
import { App } from './app/index.ts'
import { connectRepository, type OnProgress } from './git/index.ts'
import type { Blog } from './hosts/index.ts'
import { openRecovery } from './recovery/index.ts'
import { trustOwnScripts } from './own-scripts.ts'
import Root from './ui/App.svelte'

trustOwnScripts(document.baseURI)

const startWorker = (): Worker =>
  new Worker(new URL('./git/worker.ts', import.meta.url), { type: 'module', name: 'galley-git' })

/** Starts beside the app, so that the first blog does not wait for it. */
let spare: Worker | undefined = startWorker()

/** Each blog has a worker of its own: its objects and the credentials for its host live there and nowhere else. */
function openRepository({ url, branch }: Blog, onProgress: OnProgress) {
  const worker = spare ?? startWorker()
  spare = undefined
  // the server that brought the app offers a folder in which somebody works
  const workTree = new URL(url).origin === location.origin
  return connectRepository(worker, { url, workTree, ...(branch === undefined ? {} : { branch }) }, onProgress)
}

const app = new App({ openRepository, openRecovery: () => openRecovery(), base: document.baseURI })
const target = document.getElementById('app')
if (target) mount(Root, { target, props: { app } })
void app.start().then(async () => (await import('./app/offline/keep-app.ts')).keepApp(() => app.opened))
