import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { Editing, type Edit } from './editing.ts'

const folder = join(import.meta.dirname, '../samples')

describe('an edit of a sample', () => {
  it.each(readdirSync(folder))('%s', async (name) => {
    const read = (file: string) => readFileSync(join(folder, name, file), 'utf8')
    const { default: edit } = (await import(`../samples/${name}/edit.ts`)) as { default: Edit }
    const { doc, origin } = parseBody(read('before.md'))
    const save = saveBody(edit(new Editing(doc)).tr.doc, origin)
    expect(save).toMatchObject({ kind: 'saved', proof: 'exact', body: read('after.md') })
  })
})
