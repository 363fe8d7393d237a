import { isObject, type JsonObject } from './json.ts'
import { refusals } from './scim-error.ts'

const COMPARISONS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const
type Comparison = (typeof COMPARISONS)[number]

/** A filter of RFC 7644 §3.4.2.2. `path` holds the attribute's names without its URN. */
export type Filter =
  | {
      readonly kind: 'compare'
      readonly path: readonly string[]
      readonly operator: Comparison
      readonly value: unknown
    }
  | { readonly kind: 'present'; readonly path: readonly string[] }
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'elements'; readonly path: readonly string[]; readonly filter: Filter }

const TOKEN = /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*")|([^\s()[\]"]+))/y

/** @throws ScimError 400 invalidFilter. */
export function parseFilter(source: string): Filter {
  const tokens = tokensOf(source)
  let next = 0
  const fail = (): never => {
    throw refusals.filter(source)
  }
  const word = () => tokens[next]?.toLowerCase()
  const take = (expected?: string): string => {
    const token = tokens[next]
    if (token === undefined || (expected !== undefined && token.toLowerCase() !== expected)) return fail()
    next += 1
    return token
  }
  const either = (): Filter => {
    let left = both()
    while (word() === 'or') {
      take()
      left = { kind: 'or', left, right: both() }
    }
    return left
  }
  const both = (): Filter => {
    let left = term()
    while (word() === 'and') {
      take()
      left = { kind: 'and', left, right: term() }
    }
    return left
  }
  const enclosed = (open: string, close: string): Filter => {
    take(open)
    const inner = either()
    take(close)
    return inner
  }
  const term = (): Filter => {
    if (word() === '(') return enclosed('(', ')')
    if (word() === 'not') {
      take()
      return { kind: 'not', filter: enclosed('(', ')') }
    }
    const path = pathOf(take())
    if (path.length === 0) return fail()
    if (word() === '[') return { kind: 'elements', path, filter: enclosed('[', ']') }
    const operator = take().toLowerCase()
    if (operator === 'pr') return { kind: 'present', path }
    const comparison = COMPARISONS.find((name) => name === operator)
    if (comparison === undefined) return fail()
    return { kind: 'compare', path, operator: comparison, value: literal(take(), fail) }
  }
  const filter = either()
  return next === tokens.length ? filter : fail()
}

function tokensOf(source: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const match = TOKEN.exec(source)
    if (match === null) throw refusals.filter(source)
    tokens.push(match[0].trim())
  }
  return tokens
}

/** `urn:…:User:name.familyName` is looked for under its URN; a core attribute's URN is dropped. */
function pathOf(token: string): string[] {
  if (!/^[A-Za-z$][\w:.$-]*$/.test(token)) return []
  const colon = token.lastIndexOf(':')
  const names = token.slice(colon + 1).split('.')
  if (colon === -1) return names
  const urn = token.slice(0, colon)
  return urn.includes(':core:') ? names : [urn, ...names]
}

function literal(token: string, fail: () => never): unknown {
  if (token === '') return fail()
  try {
    return JSON.parse(token)
  } catch {
    return fail()
  }
}

/** @param ignoringCase whether texts are compared without case, asked for the last name of the path. */
export function matches(filter: Filter, resource: JsonObject, ignoringCase: (name: string) => boolean): boolean {
  switch (filter.kind) {
    case 'and':
      return matches(filter.left, resource, ignoringCase) && matches(filter.right, resource, ignoringCase)
    case 'or':
      return matches(filter.left, resource, ignoringCase) || matches(filter.right, resource, ignoringCase)
    case 'not':
      return !matches(filter.filter, resource, ignoringCase)
    case 'present':
      return valuesAt(resource, filter.path).some((value) => value !== null && value !== '')
    case 'elements':
      return valuesAt(resource, filter.path).some(
        (value) => isObject(value) && matches(filter.filter, value, ignoringCase)
      )
    case 'compare': {
      const fold = ignoringCase(filter.path[filter.path.length - 1] ?? '')
      const values = valuesAt(resource, filter.path).map((value) => (isObject(value) ? value['value'] : value))
      if (filter.operator === 'ne') return !values.some((value) => compare('eq', value, filter.value, fold))
      return values.some((value) => compare(filter.operator, value, filter.value, fold))
    }
  }
}

function valuesAt(resource: JsonObject, path: readonly string[]): unknown[] {
  let values: unknown[] = [resource]
  for (const name of path) {
    const wanted = name.toLowerCase()
    values = values.flatMap((value) => {
      if (!isObject(value)) return []
      const inner = value[name] ?? value[Object.keys(value).find((key) => key.toLowerCase() === wanted) ?? name]
      return inner === undefined ? [] : Array.isArray(inner) ? inner : [inner]
    })
  }
  return values
}

function compare(operator: Comparison, actual: unknown, wanted: unknown, ignoringCase: boolean): boolean {
  if (typeof actual !== 'string' || typeof wanted !== 'string') return operator === 'eq' && actual === wanted
  const left = ignoringCase ? actual.toLowerCase() : actual
  const right = ignoringCase ? wanted.toLowerCase() : wanted
  switch (operator) {
    case 'eq':
      return left === right
    case 'ne':
      return left !== right
    case 'co':
      return left.includes(right)
    case 'sw':
      return left.startsWith(right)
    case 'ew':
      return left.endsWith(right)
    case 'gt':
      return left > right
    case 'ge':
      return left >= right
    case 'lt':
      return left < right
    case 'le':
      return left <= right
  }
}
