import 'fake-indexeddb/auto'
import { beforeEach, expect } from 'vitest'
import { Workspace } from '../../src/app/workspace.svelte.ts'
import { openRecovery, type Recovery } from '../../src/recovery/index.ts'
import type { Files } from '../git/repositories.ts'
import { useScene, type Scene } from '../git/scene.ts'

/** A blog on a server of its own and a device, both made anew for each test. */
export interface Blog {
  readonly scene: Scene
  /** Opens it on the device, or on another one, as it is on the server now. */
  readonly visit: (elsewhere?: Recovery) => Promise<Workspace>
}

export function useBlog(files: Files): Blog {
  const scene = useScene()
  let recovery: Recovery
  beforeEach(async () => {
    recovery = await openRecovery(`blog-${crypto.randomUUID()}`)
    scene.make(files)
  })
  return {
    scene,
    visit: async (elsewhere) => {
      const repository = await scene.open()
      const blog = { name: 'blog', url: `${scene.server.url}/blog.git` }
      const workspace = new Workspace(blog, repository, elsewhere ?? recovery)
      expect(await workspace.sync()).toBeUndefined()
      await workspace.load()
      return workspace
    },
  }
}
