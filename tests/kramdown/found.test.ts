import { describe, expect, it } from 'vitest'
import { toHtml } from '../../src/kramdown/index.ts'

/** Corners, some found by differential runs: a source, and the HTML that Ruby's kramdown 2.4 gives for it (input GFM). */
const FOUND: [source: string, html: string][] = [
  [
    '- [ ] \n  <http://a.b>\n- b\n',
    '<ul class="task-list">\n  <li class="task-list-item"><input type="checkbox" class="task-list-item-checkbox" disabled="disabled" /><a href="http://a.b">http://a.b</a></li>\n  <li class="task-list-item">b</li>\n</ul>\n',
  ],
  ['a\n=-\n', '<h1 id="a">a</h1>\n'],
  [
    '[^1]: a\n=-\n\n[^1]: b\n',
    '<h1 id="-a"><sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="footnote" rel="footnote">1</a></sup>: a</h1>\n\n<div class="footnotes" role="doc-endnotes">\n  <ol>\n    <li id="fn:1" role="doc-endnote">\n      <p>b\u00a0<a href="#fnref:1" class="reversefootnote" role="doc-backlink">&#8617;</a></p>\n    </li>\n  </ol>\n</div>\n',
  ],
  ['a\n-=\n', '<h2 id="a">a</h2>\n'],
  [
    '| `a\\|b` |\n',
    '<table>\n  <tbody>\n    <tr>\n      <td><code>a\\|b</code></td>\n    </tr>\n  </tbody>\n</table>\n',
  ],
  [
    '| a `b|c` d |\n| `` e`f `` | g |\n',
    '<table>\n  <tbody>\n    <tr>\n      <td>a <code>b|c</code> d</td>\n      <td>\u00a0</td>\n    </tr>\n    <tr>\n      <td><code>e`f</code></td>\n      <td>g</td>\n    </tr>\n  </tbody>\n</table>\n',
  ],
  [
    'a|b `c\nd` e|f\n',
    '<table>\n  <tbody>\n    <tr>\n      <td>a</td>\n      <td>b `c</td>\n    </tr>\n    <tr>\n      <td>d` e</td>\n      <td>f</td>\n    </tr>\n  </tbody>\n</table>\n',
  ],
  ['\\$$a$$ b\n', '<p>$$a$$ b</p>\n'],
  ['$$a$$\nb\n', '<p>\\(a\\)\nb</p>\n'],
  ['a $$*b*$$ c\n', '<p>a \\(*b*\\) c</p>\n'],
  ['a\\\\\nb\n', '<p>a<br />\nb</p>\n'],
  ['a\\\nb  \nc\n', '<p>a<br />\nb<br />\nc</p>\n'],
  ['> a\\\n> b\n', '<blockquote>\n  <p>a<br />\nb</p>\n</blockquote>\n'],
  ['~~a *b~~ c*\n', '<p><del>a *b</del> c*</p>\n'],
  ['~~~a~~\n', '<p>~<del>a</del></p>\n'],
  [
    '- a\n\n  b\n- c\n',
    '<ul>\n  <li>\n    <p>a</p>\n\n    <p>b</p>\n  </li>\n  <li>\n    <p>c</p>\n  </li>\n</ul>\n',
  ],
  ['* a\n^\n* b\n', '<ul>\n  <li>a</li>\n</ul>\n<ul>\n  <li>b</li>\n</ul>\n'],
  [
    '- [ ] `a`\n',
    '<ul class="task-list">\n  <li class="task-list-item"><input type="checkbox" class="task-list-item-checkbox" disabled="disabled" /><code>a</code></li>\n</ul>\n',
  ],
  ['<div>\n<p>a\n\nb\n', '<div>\n<p>a\n\nb\n</p></div>\n'],
  ['a <b>*c</b> d*\n', '<p>a <b><em>c&lt;/b&gt; d</em></b></p>\n'],
  ['[a][]\n{: .b}\n\n[a]: c\n{: .d}\n', '<p class="b"><a class="d" href="c">a</a></p>\n\n'],
  ['*[A-B]: c\n\nA-B, xA-B\n', '\n<p><abbr title="c">A-B</abbr>, xA-B</p>\n'],
  ['"\'a\' b"\n', '<p>“‘a’ b”</p>\n'],
  ["'80s --- << a >> ...\n", '<p>’80s — «\u00a0a\u00a0» …</p>\n'],
  [
    'a\n\n: b\n\n      c\n',
    '<dl>\n  <dt>a</dt>\n  <dd>\n    <p>b</p>\n\n    <pre><code>c\n</code></pre>\n  </dd>\n</dl>\n',
  ],
  ['![a](b "c"){: .d}*e*{: #f}\n', '<p><img src="b" alt="a" title="c" class="d" /><em id="f">e</em></p>\n'],
  ['&amp &amp; &#65; &x;\n', '<p>&amp;amp &amp; A &amp;x;</p>\n'],
  [
    '# a\n\n# a\n\n# A &amp; b!\n',
    '<h1 id="a">a</h1>\n\n<h1 id="a-1">a</h1>\n\n<h1 id="a--b">A &amp; b!</h1>\n',
  ],
  ['```a b\nc\n```\n', '<p><code>a b\nc\n</code></p>\n'],
  [
    '1. a\n  - b\n\n   c\n',
    '<ol>\n  <li>a\n    <ul>\n      <li>b</li>\n    </ul>\n\n    <p>c</p>\n  </li>\n</ol>\n',
  ],
  [
    '````a b\nc\n````\n\n```ruby\nd\n```\n',
    '<p>````a b\nc</p>\n<pre><code class="language-`">\n```ruby\nd\n</code></pre>\n',
  ],
  ['   \ta\\\n*b*\n', '   \ta<br />\n<p><em>b</em></p>\n'],
  ['   \ta\\\n', '   \ta<br />\n'],
  ['*a*{:.b\\} c\n', '<p><em class="b\\">a</em> c</p>\n'],
  ['*a*{:.b\\}c\\}\n', '<p><em class="b\\}c\\">a</em></p>\n'],
  ['a\n{:.b\\}\n', '<p class="b\\">a</p>\n'],
  ['a\n{:.b\\}\n\nc}\n', '<p class="b\\}">a</p>\n'],
  [
    '{::options auto_ids="no" toc_levels="2, 3" hard_wrap="true" /}\n# a\n\nb\nc\n',
    '<h1 id="a">a</h1>\n\n<p>b\nc</p>\n',
  ],
  [
    '{::options auto_ids="" entity_output="other" math_engine="nil" /}\n# a\n\n&copy; $$b$$ c\n',
    '<h1>a</h1>\n\n<p>&#169; <span class="kdmath">$b$</span> c</p>\n',
  ],
  ['{:toc}\n* a\n\n{::nomarkdown}\n*a*\n{:/}\n', '\n*a*\n'],
]

describe('what random documents found', () => {
  it.each(FOUND)('%j', (source, html) => {
    expect(toHtml(source)).toBe(html)
  })
})
