import type { z } from 'zod'
import { seen } from '../problems/config-place.ts'
import type { Expected } from '../problems/config-values.ts'
import type { Problem } from '../problems/problem.ts'
import { findSecrets } from './find-secrets.ts'
import { keyText, type Path } from './places.ts'
import type { YamlTree } from './read-yaml.ts'
import { Fault } from './schema/leaves.ts'
import { type Settings, SettingsSchema } from './schema/settings.ts'
import { suggest } from './suggest.ts'
import { unknownKey } from './unknown-key.ts'

type Issue = z.core.$ZodIssue

/**
 * Checks every key and value by itself. The settings are what is left when all that is wrong is taken away, so that the meaning of the rest
 * can be checked in the same breath; null where nothing usable is left.
 */
export function checkShape(tree: YamlTree): {
  readonly settings: Settings | null
  readonly problems: readonly Problem[]
} {
  const secrets = findSecrets(tree)
  const problems: Problem[] = [...secrets.problems]
  const value = structuredCopy(tree.value ?? {})
  for (const path of secrets.paths) {
    const found = innermostKey(value, path)
    if (found !== null) Reflect.deleteProperty(found.owner, found.key)
  }
  for (let round = 0; ; round += 1) {
    const parsed = SettingsSchema.safeParse(value)
    if (parsed.success) return { settings: parsed.data, problems }
    const issues = withoutConsequences(parsed.error.issues.flatMap((found) => flat(found, [])))
    // Problems of later rounds are only what taking away itself brought about.
    if (round === 0)
      for (const issue of issues) if (!isEmptySection(issue, tree)) problems.push(...problemsOf(issue, tree))
    const wrong = issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    )
    const owners = wrong.map((path) => innermostKey(value, path))
    if (owners.includes(null)) return { settings: null, problems }
    for (const found of owners) if (found !== null) Reflect.deleteProperty(found.owner, found.key)
  }
}

/** What is of the wrong kind is measured and examined by zod all the same: a text is no list, and has more than ten letters. */
function withoutConsequences(issues: readonly FlatIssue[]): FlatIssue[] {
  const causes = new Set(['invalid_type', 'alternatives', 'unrecognized_keys'])
  const broken = new Set(issues.filter(({ code }) => causes.has(code)).map(({ path }) => keyText(pathOf(path))))
  return issues.filter((issue) => causes.has(issue.code) || !broken.has(keyText(pathOf(issue.path))))
}

function structuredCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredCopy)
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = Object.create(null)
  for (const [key, child] of Object.entries(value)) copy[key] = structuredCopy(child)
  return copy
}

/** The innermost key on the way, the thing to take away: list items can't go alone, or the others would change their index. */
function innermostKey(
  value: unknown,
  path: readonly PropertyKey[]
): { readonly owner: object; readonly key: string } | null {
  let found: { readonly owner: object; readonly key: string } | null = null
  let here: unknown = value
  for (const part of path) {
    if (typeof here !== 'object' || here === null) break
    const key = String(part)
    if (!Object.hasOwn(here, key)) break
    if (!Array.isArray(here)) found = { owner: here, key }
    here = Reflect.get(here, key)
  }
  return found
}

/** A key that opens a section with nothing (or comments only) below it: the same as leaving it out. */
function isEmptySection(issue: FlatIssue, tree: YamlTree): boolean {
  return (
    issue.code === 'invalid_type' &&
    issue.expected === 'object' &&
    issue.path.length > 0 &&
    valueAt(tree.value, issue.path) === null &&
    tree.places.has(pathOf(issue.path))
  )
}

type FlatIssue = (Exclude<Issue, { code: 'invalid_union' }> | Alternatives) & { path: PropertyKey[] }
/** No form of the value fits, and none comes close. */
interface Alternatives {
  readonly code: 'alternatives'
  readonly expected: readonly string[]
  readonly values: readonly string[]
  readonly path: PropertyKey[]
}

/** Of the alternatives of a union the one that the value was meant for: its issues; else what all of them expected. */
function flat(issue: Issue, above: readonly PropertyKey[]): FlatIssue[] {
  const path = [...above, ...issue.path]
  if (issue.code !== 'invalid_union') return [{ ...issue, path }]
  const branches = issue.errors.map((errors) => errors.flatMap((found) => flat(found, path)))
  const meant = branches.find((found) => found.every((inner) => inner.path.length > path.length || !isMisfit(inner)))
  if (meant !== undefined) return meant
  const roots = branches.flat().filter((inner) => inner.path.length === path.length)
  const expected = roots.flatMap((inner) =>
    inner.code === 'invalid_type' ? [inner.expected] : inner.code === 'alternatives' ? inner.expected : []
  )
  const values = roots.flatMap((inner) =>
    inner.code === 'invalid_value' ? inner.values.map(String) : inner.code === 'alternatives' ? inner.values : []
  )
  return [{ code: 'alternatives', expected: [...new Set(expected)], values: [...new Set(values)], path }]
}

function isMisfit(issue: FlatIssue): boolean {
  return issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'alternatives'
}

const EXPECTED: Readonly<Record<string, Expected>> = {
  string: 'text',
  number: 'number',
  int: 'whole_number',
  boolean: 'boolean',
  array: 'list',
  object: 'mapping',
  record: 'mapping'
}

function problemsOf(issue: FlatIssue, tree: YamlTree): Problem[] {
  const path = pathOf(issue.path)
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], tree))
  const where = { file: tree.file, ...tree.places.ofValue(path), object: keyText(path) || tree.file }
  const value = valueAt(tree.value, issue.path)
  if (value === undefined && path.length > 0) return [{ code: 'config.missing_key', ...where }]
  const wrongType = (expected: readonly string[], values: readonly string[]): Problem => {
    const kinds = [...new Set(expected.map((kind) => EXPECTED[kind] ?? 'text'))]
    if (typeof value === 'string' && values.length > 0 && !kinds.includes('text'))
      return {
        code: 'config.not_allowed',
        allowed: [...values, ...kinds.filter((kind) => kind === 'mapping').map(() => '{…}')],
        seen: seen(value),
        suggestion: suggest(value, values),
        ...where
      }
    return { code: 'config.wrong_type', expected: kinds, allowed: values, seen: seen(value), ...where }
  }
  switch (issue.code) {
    case 'alternatives':
      return [wrongType(issue.expected, issue.values)]
    case 'invalid_type':
      return [wrongType([issue.expected], [])]
    case 'invalid_value':
      return [wrongType([], issue.values.map(String))]
    case 'too_small':
      if (issue.origin !== 'number' && issue.origin !== 'int') return [{ code: 'config.empty', ...where }]
      return [
        { code: 'config.out_of_range', bound: 'at_least', limit: Number(issue.minimum), seen: seen(value), ...where }
      ]
    case 'too_big':
      if (issue.origin !== 'number' && issue.origin !== 'int')
        return [{ code: 'config.too_many', limit: Number(issue.maximum), ...where }]
      return [
        { code: 'config.out_of_range', bound: 'at_most', limit: Number(issue.maximum), seen: seen(value), ...where }
      ]
    case 'custom': {
      const fault = Fault.parse(issue.params?.['fault'])
      return [fault.code === 'config.malformed' ? { ...fault, seen: seen(value), ...where } : { ...fault, ...where }]
    }
    default:
      return [wrongType([], [])]
  }
}

export function pathOf(path: readonly PropertyKey[]): Path {
  return path.map((part) => (typeof part === 'number' ? part : String(part)))
}

export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let here: unknown = value
  for (const part of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part)) return undefined
    here = Reflect.get(here, part)
  }
  return here
}
