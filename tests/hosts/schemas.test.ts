import { describe, expect, it } from 'vitest'
import { example, graphqlViolations, violations } from './schemas.ts'

const user = { method: 'GET', path: '/user', status: 200 }

describe('what GitHub’s description allows', () => {
  it('takes its own examples', () => {
    // the examples are older than the description in some places
    const answer = { ...example('full-repository-default-response'), language: null }
    Reflect.deleteProperty(answer, 'source')
    Reflect.deleteProperty(answer, 'parent')
    expect(violations({ method: 'GET', path: '/repos/ada/blog', status: 200, answer })).toEqual([])
    const pull = { title: 'New', head: 'ada:galley', base: 'main', body: '' }
    const made = { ...example('pull-request'), requested_teams: [] }
    const exchange = { method: 'POST', path: '/repos/ada/blog/pulls', body: pull }
    expect(violations({ ...exchange, status: 201, answer: made })).toEqual([])
    expect(violations({ ...exchange, status: 403, answer: { message: 'no' } })).toEqual([])
  })

  it.each([
    [{ method: 'GET', path: '/users/ada/nothing', status: 200 }, 'no such operation'],
    [{ method: 'DELETE', path: '/user', status: 204 }, 'no such operation'],
    [{ ...user, path: '/user/repos?order=asc', answer: [] }, 'no parameter order'],
    [{ ...user, path: '/user/repos?per_page=all', answer: [] }, 'per_page may not be all'],
    [{ ...user, path: '/user/repos?sort=stars', answer: [] }, 'sort may not be stars'],
    [{ ...user, path: '/search/repositories', answer: {} }, 'parameter q is missing'],
    [{ ...user, status: 418 }, 'does not answer 418'],
    [{ ...user, answer: { login: 'ada' } }, 'must have required property'],
    [{ method: 'POST', path: '/repos/ada/blog/pulls', status: 201 }, 'a body is missing'],
    [
      { method: 'POST', path: '/repos/a/b/pulls', status: 403, body: { head: 1, base: 'x' } },
      'must be string',
    ],
    [
      { method: 'POST', path: '/repos/a/b/pulls', status: 403, body: { head: 'a', base: 'x', to: 'y' } },
      'no to',
    ],
  ])('%j is told: %s', (exchange, problem) => expect(violations(exchange).join('\n')).toContain(problem))

  it('holds for GraphQL, too', () => {
    const question = 'query($owner: String!) { repository(owner: $owner, name: "b") { id } }'
    expect(graphqlViolations(question, { owner: 'ada' })).toEqual([])
    expect(graphqlViolations(question, {})).toHaveLength(1)
    expect(graphqlViolations(question, { owner: 'ada', other: 1 })).toHaveLength(1)
    expect(graphqlViolations('{ repository(owner: "a", name: "b") { secret } }', {})).toHaveLength(1)
  })
})
