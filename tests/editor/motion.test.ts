import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** What a browser moves without laying out or painting the page again. */
const free = /^(?:opacity|transform|translate|scale|rotate)$/

it('what moves in the text while one writes costs the keys nothing', () => {
  const files = readdirSync('src/editor', { recursive: true, encoding: 'utf8' })
  const styles = files
    .filter((path) => path.endsWith('.css'))
    .map((path) => readFileSync(`src/editor/${path}`, 'utf8'))
  const moving = styles.flatMap((style) => [...style.matchAll(/@keyframes [\w-]+ \{([^]*?)\n\}/g)])
  const properties = moving.flatMap(([, steps = '']) =>
    [...steps.matchAll(/([\w-]+):/g)].map(([, name]) => name),
  )
  expect(properties).not.toEqual([])
  expect(properties.filter((name = '') => !free.test(name))).toEqual([])
})
