/** Loads what is loaded when needed, so that it is at hand when the network is not. */
export async function loadMachinery(): Promise<void> {
  await Promise.all([
    import('./session.svelte.ts'),
    import('./review.ts'),
    import('./sending.ts'),
    import('./merge/keep-both.ts'),
    import('./own-texts.ts'),
    import('./whereabouts.ts'),
    import('./blog-pictures.ts'),
    import('./lessons.ts'),
    import('./corrected.ts'),
    import('../media/index.ts'),
    import('./preview/site-preview.ts'),
    import('./preview/page-view.svelte.ts'),
  ])
}
