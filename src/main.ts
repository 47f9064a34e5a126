import { mount } from 'svelte'
import { App, type Services } from './app/index.ts'
import { connectRepository, type Repository } from './git/index.ts'
import type { HostService } from './hosts/service.ts'
import { openRecovery } from './recovery/index.ts'
import { trustOwnScripts } from './own-scripts.ts'
import Root from './ui/App.svelte'

trustOwnScripts(document.baseURI)

const startWorker = (): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'galley-git' })

type Desk = () => Promise<HostService>
/** Starts beside the app, so that the first blog does not wait for it. */
let spare: Worker | undefined = startWorker()
/** What it does with hosts, where that was asked for before a blog. */
let spareDesk: Desk | undefined
const desks = new WeakMap<Repository, Desk>()

/** This tab's name, over a reload too; its lock says that it lives. A browser that keeps nothing gives none. */
let tab: string | undefined
function nameTab(): void {
  try {
    const name = String((sessionStorage['galley-tab'] ??= crypto.randomUUID()))
    void navigator.locks.request(`galley-tab ${name}`, { mode: 'shared' }, () => new Promise(() => undefined))
    tab = name
  } catch {
    // then who is signed in is forgotten with the worker
  }
}

/** Opens the way to what a worker does with hosts. */
function introduce(worker: Worker, relay: string, guest = false): Desk {
  const { port1, port2 } = new MessageChannel()
  if (!tab) nameTab()
  worker.postMessage({ hosts: port2, given: { tab, relay, guest } }, [port2])
  let service: Promise<HostService> | undefined
  return () => (service ??= import('./hosts/rpc.ts').then(({ connectHosts }) => connectHosts(port1)))
}

const services: Services = {
  /** Each blog has a worker of its own: its objects and the credentials for its host live there and nowhere else. */
  openRepository({ url, branch }, onProgress, relay, guest) {
    const worker = spare ?? startWorker()
    spare = spareDesk = undefined
    // the server that brought the app offers a folder in which somebody works, and asks nobody who they are
    const workTree = new URL(url).origin === location.origin
    const desk = workTree ? undefined : introduce(worker, relay, guest)
    const settings = { url, workTree, ...(branch === undefined ? {} : { branch }) }
    const repository = connectRepository(worker, settings, onProgress)
    if (desk) desks.set(repository, desk)
    return repository
  },
  hosts: (relay, repository) =>
    ((repository && desks.get(repository)) ?? (spareDesk ??= introduce((spare ??= startWorker()), relay)))(),
  openRecovery: () => openRecovery(),
  base: document.baseURI,
  relay: document.querySelector<HTMLMetaElement>('meta[name=galley-relay]')?.content,
}

/** A page that frames this one could lead the author's clicks to what they do not see; not every host of files forbids it. */
const isFramed = window.top !== window
const target = document.getElementById('app')
const app = new App(services)
if (isFramed) {
  const way = { href: './', target: '_blank', textContent: 'Open Galley in a window of its own' }
  target?.append(Object.assign(document.createElement('a'), way))
} else {
  if (target) mount(Root, { target, props: { app } })
  void app
    .start(location.hash)
    .then(async () => (await import('./app/offline/keep-app.ts')).keepApp(() => app.opened))
}
