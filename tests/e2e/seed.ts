import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Files } from './galley.ts'
import { png } from './png.ts'

/** A post of the same make as the one by which the client showed what they mean; the very one where GALLEY_SEED names it. */
const own = `---
layout: post
title: Tide gauges at scale
date: 2020-05-22
image: gauge.png
author: nell
tags: tides, gauges, conference
---

Welcome, this is part of my ongoing series on how the river’s gauges are read.

### What is a gauge?

It is good to _constantly check_ against the [tables](https://example.org/tables/) of the harbour.
A wrapped line goes on here.

![post-thumb]({{site.baseurl}}/assets/images/blog/gauge.png){:class="img-fluid rounded float mx-auto mb-2" :height="auto" width="60%"}

<center><sup>Source: the harbour office</sup></center>

![post-thumb]({{site.baseurl}}/assets/images/blog/AWS%20CLOUD.png){:class="img-fluid rounded float mx-auto mb-2" :height="auto" width="90%"}

#### For more on this, check out the summaries below;

[The first of the series]({{site.baseurl}}/2020/05/20/first/)
`

export interface Seed {
  readonly path: string
  readonly title: string
  readonly source: string
  readonly files: Files
  /** The shares of the text's width at which its pictures are seen, in order. */
  readonly widths: readonly number[]
}

export function readSeed(): Seed {
  const folder = process.env.GALLEY_SEED
  const name = folder !== undefined && existsSync(folder) ? readdirSync(folder)[0] : undefined
  const source = folder !== undefined && name !== undefined ? readFileSync(join(folder, name), 'utf8') : own
  const path = `_posts/${name ?? '2020-05-22-tide-gauges.md'}`
  const pictures = [...source.matchAll(/\/assets\/images\/blog\/([^)]+)\)/g)].map((match) => match[1] ?? '')
  const files = Object.fromEntries(
    pictures.map((picture) => [`assets/images/blog/${decodeURIComponent(picture)}`, png(800, 300)]),
  )
  return {
    path,
    title: /^title: (.*)$/m.exec(source)?.[1] ?? '',
    source,
    files: { '_config.yml': 'title: A blog\nbaseurl: /blog\n', [path]: source, ...files },
    widths: [...source.matchAll(/width="(\d+)%"/g)].map((match) => Number(match[1]) / 100),
  }
}
