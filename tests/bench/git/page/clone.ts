import * as git from 'isomorphic-git'
import http from 'isomorphic-git/http/web'
import { Buffer } from 'buffer'

/** isomorphic-git's own shallow clone into memory, so that no file system takes part; milliseconds. */
async function clone(url: string): Promise<number> {
  const start = performance.now()
  await git.clone({
    fs: { promises: memoryFiles() },
    http,
    dir: '/blog',
    url,
    depth: 1,
    singleBranch: true,
    noCheckout: true,
    noTags: true,
  })
  return performance.now() - start
}

declare global {
  interface Window {
    clone: typeof clone
    Buffer: typeof Buffer
  }
}

function memoryFiles() {
  const files = new Map<string, Uint8Array>()
  const folders = new Set<string>(['/'])
  const find = (path: string): Uint8Array => {
    const bytes = files.get(path)
    if (bytes) return bytes
    throw missing(path)
  }
  return {
    readFile: async (path: string, options?: string | { encoding?: string }) => {
      const bytes = find(path)
      const encoding = typeof options === 'string' ? options : options?.encoding
      return encoding === undefined ? bytes : new TextDecoder().decode(bytes)
    },
    writeFile: async (path: string, content: string | Uint8Array) =>
      void files.set(path, typeof content === 'string' ? new TextEncoder().encode(content) : content),
    unlink: async (path: string) => void files.delete(path),
    readdir: async (path: string) => {
      if (!folders.has(path)) throw missing(path)
      const below = [...files.keys(), ...folders].filter((name) => name.startsWith(`${path}/`))
      return [...new Set(below.map((name) => name.slice(path.length + 1).split('/', 1)[0] ?? ''))]
    },
    mkdir: async (path: string) => void folders.add(path),
    rmdir: async (path: string) => void folders.delete(path),
    stat: async (path: string) => statOf(path),
    lstat: async (path: string) => statOf(path),
    readlink: async (path: string) => new TextDecoder().decode(find(path)),
    symlink: async (target: string, path: string) => void files.set(path, new TextEncoder().encode(target)),
    chmod: async () => undefined,
  }

  function statOf(path: string) {
    const isFolder = folders.has(path)
    const size = isFolder ? 0 : find(path).length
    return {
      type: isFolder ? 'dir' : 'file',
      mode: 0o644,
      size,
      ino: 0,
      uid: 1,
      gid: 1,
      dev: 1,
      mtimeMs: 0,
      ctimeMs: 0,
      isFile: () => !isFolder,
      isDirectory: () => isFolder,
      isSymbolicLink: () => false,
    }
  }
}

const missing = (path: string): Error => Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' })

window.Buffer = Buffer
window.clone = clone
