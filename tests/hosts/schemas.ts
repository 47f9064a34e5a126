import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { schema as published } from '@octokit/graphql-schema'
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import {
  buildSchema,
  executeSync,
  getVariableValues,
  Kind,
  parse,
  validate,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql'

/** One request to GitHub's interface and its answer; `path` is what follows the interface's address, with its query. */
export interface Exchange {
  readonly method: string
  readonly path: string
  /** What the request's JSON says. */
  readonly body?: unknown
  readonly status: number
  readonly answer?: unknown
}

interface Reference {
  readonly $ref: string
}
type Content = Readonly<Record<string, { readonly schema: object } | undefined>>
interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: object
  readonly 'x-multi-segment'?: boolean
}
interface Operation {
  readonly parameters?: readonly (Parameter | Reference)[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content } | Reference>>
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly examples: Readonly<Record<string, { readonly value: unknown }>> }
}

const packages = createRequire(import.meta.url)
const textOf = (file: string): string => readFileSync(packages.resolve(file), 'utf8')
const described = textOf('@octokit/openapi/generated/api.github.com.json')
const github = JSON.parse(described, (_, value) => withNull(value)) as Description

const ajv = new Ajv({
  strict: false,
  allErrors: false,
  coerceTypes: false,
  validateSchema: false,
  inlineRefs: false,
  code: { optimize: false },
})
formats(ajv)
ajv.addFormat('repo.nwo', true)
ajv.addSchema(github, 'github')

/** “nullable” beside no type, which JSON Schema does not know, or beside a list of values, which leaves null out. */
function withNull(value: unknown): unknown {
  const isObject = typeof value === 'object' && value !== null
  if (!isObject || !('nullable' in value) || value.nullable !== true) return value
  if (!('type' in value)) return { anyOf: [{ ...value, nullable: undefined }, { type: 'null' }] }
  return 'enum' in value && Array.isArray(value.enum)
    ? { ...value, enum: [...(value.enum as unknown[]), null] }
    : value
}

/** What GitHub's description gives as an example of this name, as a copy that may be changed. */
export function example(name: string): Record<string, unknown> {
  const found = github.components.examples[name]
  if (found === undefined) throw new Error(`GitHub's description has no example ${name}`)
  return structuredClone(found.value) as Record<string, unknown>
}

/**
 * In what a request or its answer is not as GitHub's description says: an address or parameter that there is not, a value
 * of another type, a body or an answer of another shape, a status that it does not give. Empty where all is well.
 */
export function violations(exchange: Exchange): string[] {
  const url = new URL(exchange.path, 'https://api.example')
  const template = templateOf(url.pathname)
  const operation = github.paths[template ?? '']?.[exchange.method.toLowerCase()]
  const where = `${exchange.method} ${url.pathname}`
  if (template === undefined || operation === undefined) return [`${where}: there is no such operation`]
  return [
    ...inParameters(operation, url.searchParams),
    ...inBody(operation, exchange.body),
    ...inAnswer(operation, exchange),
  ].map((problem) => `${where}: ${problem}`)
}

const templates = Object.keys(github.paths).map((template) => ({ template, pattern: patternOf(template) }))

function patternOf(template: string): RegExp {
  const [operation] = Object.values(github.paths[template] ?? {})
  const long = parametersOf(operation).filter((one) => one['x-multi-segment'] === true)
  const inner = template
    .replace(/[.+]/g, '\\$&')
    .replace(/\{(\w+)\}/g, (_, name: string) => (long.some((one) => one.name === name) ? '.+' : '[^/]+'))
  return new RegExp(`^${inner}$`)
}

/** The one that says most itself: `/repos/{owner}/{repo}/pulls/comments` is no pull request called “comments”. */
function templateOf(path: string): string | undefined {
  const said = (template: string): number => template.replace(/\{\w+\}/g, '').length
  return templates
    .filter(({ pattern }) => pattern.test(path))
    .map(({ template }) => template)
    .sort((a, b) => said(b) - said(a))[0]
}

function parametersOf(operation: Operation | undefined): Parameter[] {
  return (operation?.parameters ?? []).map((one) => ('$ref' in one ? (referred(one) as Parameter) : one))
}

function referred({ $ref }: Reference): unknown {
  const steps = $ref.replace(/^#\//, '').split('/')
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], github)
}

function inParameters(operation: Operation, query: URLSearchParams): string[] {
  const known = parametersOf(operation).filter((one) => one.in === 'query')
  const strange = [...query.keys()].filter((name) => !known.some((one) => one.name === name))
  const wrong = known.flatMap(({ name, required, schema }) => {
    const value = query.get(name)
    if (value === null) return required === true ? [`the parameter ${name} is missing`] : []
    const typed = /^(?:\d+|true|false)$/.test(value) ? [value, JSON.parse(value) as unknown] : [value]
    return typed.some((one) => problem(schema, one) === undefined) ? [] : [`${name} may not be ${value}`]
  })
  return [...strange.map((name) => `there is no parameter ${name}`), ...wrong]
}

function inBody({ requestBody }: Operation, body: unknown): string[] {
  const schema = requestBody?.content['application/json']?.schema
  if (body === undefined) return requestBody?.required === true ? ['a body is missing'] : []
  if (schema === undefined) return ['a body is not taken']
  const named = 'properties' in schema ? Object.keys(schema.properties as object) : undefined
  const strange = Object.keys(body as object).filter((key) => named?.includes(key) === false)
  const wrong = problem(schema, body)
  return [
    ...strange.map((key) => `the body has no ${key}`),
    ...(wrong === undefined ? [] : [`in the body ${wrong}`]),
  ]
}

/** What any operation may answer besides: no valid token, no right, not there, too many requests, out of order. */
const always = [401, 403, 404, 429, 500, 502, 503]

function inAnswer({ responses }: Operation, { status, answer }: Exchange): string[] {
  const told = responses[String(status)]
  if (told === undefined) return always.includes(status) ? [] : [`it does not answer ${status}`]
  const { content } = '$ref' in told ? (referred(told) as { content?: Content }) : told
  const schema = content?.['application/json']?.schema
  const wrong = schema === undefined ? undefined : problem(schema, answer)
  return wrong === undefined ? [] : [`in the answer ${status} ${wrong}`]
}

const compiled = new Map<object, ValidateFunction>()

/** What is wrong with a value; references within the schema are to GitHub's description. */
function problem(schema: object, value: unknown): string | undefined {
  const check = compiled.get(schema) ?? ajv.compile(anchored(schema))
  compiled.set(schema, check)
  return check(value) ? undefined : ajv.errorsText(check.errors, { dataVar: 'value' })
}

function anchored(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"github#')) as object
}

let graph: GraphQLSchema | undefined

/** In what a question to GitHub's GraphQL interface is not as its schema says. Empty where all is well. */
export function graphqlViolations(question: string, variables: Readonly<Record<string, unknown>>): string[] {
  graph ??= buildSchema(published.idl, { assumeValid: true })
  const document = parse(question)
  const wrong = validate(graph, document).map(({ message }) => message)
  if (wrong.length > 0) return wrong
  const definitions = document.definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? (one.variableDefinitions ?? []) : [],
  )
  const strange = Object.keys(variables).filter(
    (name) => !definitions.some(({ variable }) => variable.name.value === name),
  )
  const { errors = [] } = getVariableValues(graph, definitions, variables)
  return [...strange.map((name) => `there is no variable ${name}`), ...errors.map(({ message }) => message)]
}

/** What the schema's own rules make of a root's answers to a question. */
export function answerGraphql(
  question: string,
  variables: Readonly<Record<string, unknown>>,
  rootValue: unknown,
): ExecutionResult {
  graph ??= buildSchema(published.idl, { assumeValid: true })
  return executeSync({ schema: graph, document: parse(question), rootValue, variableValues: variables })
}
