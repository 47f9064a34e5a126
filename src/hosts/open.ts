import { HostError, type HostApi, type HostInfo, type Http, type Token } from './hosting.ts'

/** The host's interface, loaded when it is needed. Nothing is asked before a method is called. Rejects with `not-found` for `git`. */
export async function openHost(info: HostInfo, token: Token | undefined, http: Http): Promise<HostApi> {
  switch (info.kind) {
    case 'github':
      return (await import('./github.ts')).openGithub(info, token, http)
    case 'gitlab':
      return (await import('./gitlab.ts')).openGitlab(info, token, http)
    case 'gitea':
      return (await import('./gitea.ts')).openGitea(info, token, http)
    case 'bitbucket':
      return (await import('./bitbucket.ts')).openBitbucket(info, token, http)
    case 'git':
      throw new HostError('not-found', 'This host has no interface but Git’s')
  }
}
