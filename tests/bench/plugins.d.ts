declare module 'markdown-it-abbr' {
  const plugin: (parser: object) => void
  export default plugin
}
declare module 'markdown-it-deflist' {
  const plugin: (parser: object) => void
  export default plugin
}
declare module 'markdown-it-footnote' {
  const plugin: (parser: object) => void
  export default plugin
}
