/** How a page looks while it is shown without the site's own design: paper, ink, and a readable line. */
export const plainStyle = `
:root { color-scheme: light dark; --ink: #22201c; --soft: #6b655b; --paper: #fdfcf9; --line: #e4dfd5; --link: #1d4f9e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e4dc; --soft: #a59f94; --paper: #1d1c1a; --line: #3a3733; --link: #8db4f0; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 18px/1.6 Georgia, 'Times New Roman', serif; overflow-wrap: break-word; }
article { max-width: 42rem; margin: 0 auto; padding: 3rem 1.25rem 6rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 0.6em; text-wrap: balance; }
h1 { font-size: 2.2rem; margin-top: 0; }
.date { color: var(--soft); margin: -0.4rem 0 2rem; font-size: 0.9rem; }
a { color: var(--link); }
img, video { max-width: 100%; height: auto; border-radius: 3px; }
pre, code, kbd { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 0.85em; }
pre { padding: 1rem; overflow-x: auto; border: 1px solid var(--line); border-radius: 4px; line-height: 1.5; }
blockquote { margin: 1.5em 0; padding-left: 1.25rem; border-left: 3px solid var(--line); color: var(--soft); }
table { border-collapse: collapse; display: block; overflow-x: auto; font-variant-numeric: tabular-nums; }
th, td { padding: 0.35rem 0.75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
hr { border: 0; border-top: 1px solid var(--line); margin: 3rem 0; }
dt { font-weight: 700; }
`

/** How a place looks that only the site itself can fill. */
export const placeholderStyle = `
.galley-placeholder { display: inline-block; max-width: 100%; padding: 0.5rem 0.75rem; border: 1px dashed currentColor; border-radius: 4px; opacity: 0.7; font: 13px/1.4 system-ui, sans-serif; }
.galley-placeholder:not(.whole)::before { content: 'Only on the site: '; }
`
