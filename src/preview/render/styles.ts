import type { SiteModel } from '../site/model.ts'

/** The CSS of a text in Sass (`indented`) or SCSS; empty until the compiler, which few pages need, is loaded. */
export const styleOf = (text: string, indented: boolean, model: SiteModel): string =>
  model.texts.part('sass', () => import('../sass.ts'))?.compileSass(text, indented, model) ?? ''
