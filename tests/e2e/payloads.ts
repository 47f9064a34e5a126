import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.env.GALLEY_PAYLOADS
const read = (file: string): string => (folder === undefined ? '' : readFileSync(join(folder, file), 'utf8'))

/** Ours: each calls the canary if it ever becomes a part of the page. */
const own = [
  '<img src=x onerror=canary()>',
  '<svg onload=canary()>',
  '<script>canary()</script>',
  '"><img src=x onerror=canary()>',
  "' onfocus=canary() autofocus x='",
  '" onpointerover="canary()" style="position:fixed;inset:0" x="',
  '</title></textarea></style></script><img src=x onerror=canary()>',
  '<iframe srcdoc="<script>top.canary()</script>"></iframe>',
  '<a href="javascript:canary()">x</a>',
  'javascript:canary()',
  '{{constructor.constructor("canary()")()}}',
  '${canary()}',
  '`${canary()}`',
  '<!--><img src=x onerror=canary()>-->',
  '<details open ontoggle=canary()>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=canary()&gt;">',
  '<template><img src=x onerror=canary()></template>',
  '&lt;img src=x onerror=canary()&gt;',
  '\u202e<img src=x onerror=canary()>',
  '__proto__',
  'constructor',
]

/** Every how many of somebody else's payloads is tried; with `GALLEY_ATTACKS=all` each of them is. */
const step = process.env.GALLEY_ATTACKS === 'all' ? 1 : 20
const others = [
  ...read('xss.txt').split('\n'),
  ...(folder === undefined ? [] : (JSON.parse(read('naughty-strings.json')) as string[])),
].filter((line) => line.trim() !== '')

/** Texts that try to run something in the page that shows them: ours, and some of `GALLEY_PAYLOADS` where it is named. */
export const payloads: readonly string[] = [...own, ...others.filter((_, at) => at % step === 0)]

/** Those that a file can be called. */
export const names: readonly string[] = payloads.filter(
  (line) => !/[/\\\p{Cc}\p{Cs}]|^[. ]*$/u.test(line) && Buffer.byteLength(line) < 150,
)

/** What a payload would have left in the page of the app. */
export const left = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'img[src="x"], iframe[srcdoc], svg[onload], details[ontoggle], script:not([src]), [onerror], [onfocus], [onpointerover], a[href^="javascript:" i], math',
      ),
    ].map((each) => each.outerHTML.slice(0, 200)),
  )
