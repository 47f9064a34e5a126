import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { opener } from '../../src/cli/browser.ts'
import { run } from './terminal.ts'

describe('galley', () => {
  it.each([['--help'], ['-h'], ['help'], ['serve', '--help'], ['roundtrip', 'a', '-h']])(
    '%s %s tells how',
    async (...args) => {
      const { code, out, err } = await run(args)
      expect([code, err]).toEqual([0, []])
      for (const command of ['serve [PATH]', 'roundtrip IN OUT', 'html IN OUT'])
        expect(out.join()).toContain(`galley ${command}`)
    },
  )

  it.each(['--version', '-v'])('%s', async (argument) => {
    const text = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')
    const { version } = JSON.parse(text) as { version: string }
    expect(await run([argument])).toEqual({ code: 0, out: [`galley ${version}`], err: [] })
  })

  const wrong: [string[], string][] = [
    [[], 'galley needs the name of a command.'],
    [['publish'], 'galley has no command “publish”.'],
    [['toString'], 'galley has no command “toString”.'],
    [['--serve'], 'galley has no command “--serve”.'],
    [['serve', '--prot', '1'], 'galley serve has no option --prot.'],
    [['serve', '-p'], 'galley serve has no option -p.'],
    [['serve', '--port'], 'The option --port needs a value.'],
    [['serve', '--port', '--open'], 'The option --port needs a value.'],
    [['serve', '--open=yes'], 'The option --open takes no value.'],
    [['serve', '--port', 'x'], '“x” is no port: name a number from 0 to 65535.'],
    [['serve', '--port', '65536'], '“65536” is no port: name a number from 0 to 65535.'],
    [['serve', '--port=-1'], '“-1” is no port: name a number from 0 to 65535.'],
    [['serve', 'a', 'b'], 'galley serve does not know what to do with “b”.'],
    [['html', 'a'], 'galley html needs 2 folders: the one to read and the one to write.'],
    [['roundtrip'], 'galley roundtrip needs 2 folders: the one to read and the one to write.'],
    [['html', 'a', 'b', 'c'], 'galley html does not know what to do with “c”.'],
    [['html', 'a', 'b', '--fast'], 'galley html has no option --fast.'],
  ]
  it.each(wrong)('%j is answered in a sentence', async (args, sentence) => {
    expect(await run(args)).toEqual({ code: 2, out: [], err: [`${sentence} See galley --help.`] })
  })
})

describe('opening the browser', () => {
  const address = 'http://127.0.0.1:4321/'
  const cases: [NodeJS.Platform, NodeJS.ProcessEnv, string[]][] = [
    ['linux', { DISPLAY: ':0' }, ['xdg-open', address]],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, ['xdg-open', address]],
    ['linux', {}, []],
    ['darwin', {}, ['open', address]],
    ['win32', {}, ['cmd', '/c', 'start', '""', address]],
    ['linux', { DISPLAY: ':0', CI: 'true' }, []],
    ['darwin', { CI: '1' }, []],
  ]
  it.each(cases)('on %s with %o: %j', (platform, environment, program) => {
    expect(opener(platform, environment, address)).toEqual(program)
  })
})
