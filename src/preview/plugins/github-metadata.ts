import type { Plugin } from './plugin.ts'

/** jekyll-github-metadata: `site.github` with what the settings tell of the repository; the rest only GitHub knows. */
export const githubMetadataPlugin: Plugin = {
  name: 'jekyll-github-metadata',
  generate: (model) => {
    const { settings } = model
    const repository = settings.get('repository')
    if (settings.has('github') || typeof repository !== 'string' || !repository.includes('/')) return []
    const [owner = '', name = ''] = repository.split('/')
    const isUserPage = name.toLowerCase() === `${owner.toLowerCase()}.github.io`
    const address = `https://github.com/${owner}`
    settings.set(
      'github',
      new Map<unknown, unknown>([
        ['hostname', 'github.com'],
        ['repository_nwo', repository],
        ['repository_name', name],
        ['project_title', name],
        ['owner_name', owner],
        ['owner_url', address],
        ['owner_gravatar_url', `${address}.png`],
        ['repository_url', `${address}/${name}`],
        ['issues_url', `${address}/${name}/issues`],
        ['releases_url', `${address}/${name}/releases`],
        ['wiki_url', `${address}/${name}/wiki`],
        ['zip_url', `${address}/${name}/zipball/gh-pages`],
        ['tar_url', `${address}/${name}/tarball/gh-pages`],
        ['is_user_page', isUserPage],
        ['is_project_page', !isUserPage],
      ]),
    )
    return []
  },
}
