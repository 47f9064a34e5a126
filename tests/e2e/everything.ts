import type { Files } from './galley.ts'
import { png } from './png.ts'

/** A post with one of everything that the editor shows, and the blog around it. */
const everything = `---
layout: post
title: Fog on the river
date: 2026-05-01 09:30:00 +0000
tags: [tides, weather]
---

The fog[^a] came in at noon with the NOAA forecast, and it *stayed* with a [link](https://example.org/), a
[named one][tables], \`code\`, <kbd>Esc</kbd> and H<sub>2</sub>O. Read {{ site.title }} or {{ site.data.tides.next }}.

<!--more-->

* Contents
{:toc}

## Cold

<!-- Ask Nell whether the gauge at the bridge was read twice. -->

- it was cold
- it was gray
  1. like slate
  2. like pewter

- [ ] look at the gauge
- [x] ask the harbor

> So said everybody.

Mind the step down to the jetty.
{: .notice}

| Hour | Height |
|-----:|:-------|
| 6:10 | 1.2 m  |
| 12:30 | 4.8 m |

\`\`\`ruby
def height(hour)
  hour * 0.4 # roughly
end
\`\`\`

![A boat](/boat.png){: width="50%" .mx-auto}

*The boat, before the fog.*

### Formulas

The tide is $$h = a\\cos(t)$$ meters, near enough.

$$ \\int_0^T h(t)\\,dt = \\frac{a}{2} $$

## Put together

{% include figure.html src="/boat.png" alt="A boat" %}

{% if page.fog %}

Stay at home.

{% else %}

Go out.

{% endif %}

{% comment %}Nell reads this one.{% endcomment %}

<div class="alert" markdown="1">
What is *marked* in a box of its own.
</div>

<center>The harbor office</center>

<iframe width="560" height="315" src="https://www.youtube.com/embed/abcdefghijk"></iframe>

<video src="/fog.mp4" controls></video>

<table><tr><td>A table</td><td>in HTML</td></tr></table>

Ebb
: The tide goes out.

Flood
: It comes in again, twice a day, whatever is said about it.

---

The last words.

[^a]: It was *cold*, too.
[^b]: Nobody needs this.

[tables]: https://tides.example/ "All tables"
*[NOAA]: National Oceanic and Atmospheric Administration
`

export const everythingBlog: Files = {
  '_config.yml': 'title: The Tide Tables\nexcerpt_separator: <!--more-->\n',
  '_includes/figure.html': '<img src="{{ include.src }}" alt="{{ include.alt }}">{{ include.caption }}',
  '_posts/2026-05-01-fog.md': everything,
  '_posts/2026-04-01-ebb.md':
    '---\ntitle: Ebb\n---\n\n{% include figure.html src="/a.png" size=\'wide\' %}\n\nMind.\n{: .notice}\n',
  '_posts/2026-06-01-sun.md': '---\ntitle: Sun\n---\n\nSun all day.\n',
  'boat.png': png(400, 220),
}
