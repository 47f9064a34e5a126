import { useGitHub } from '../scene.ts'

// what holds for a repository that is spoken with in Git's way holds for one that is asked through GitHub's interface
useGitHub()
await import('../repository.test.ts')
await import('../publish.test.ts')
await import('../rewritten.test.ts')
await import('../own-commit.test.ts')
await import('../odd.test.ts')
await import('../propose.test.ts')
