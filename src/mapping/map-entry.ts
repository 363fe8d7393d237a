import type { DisabledWhen } from '../config/config.ts'
import type { DirectoryEntry } from '../directory/entry.ts'
import type { FlatResource, FlatValue } from '../model/resource.ts'
import { Stop } from '../model/result.ts'
import type { Mapping } from '../problems/mapping.ts'
import type { Problem } from '../problems/problem.ts'
import type { AttributeMapping, AttributeRule } from './attribute-mapping.ts'
import { convert } from './convert/convert.ts'
import { isActive } from './disabled-when.ts'
import { isEmailForm } from './email-form.ts'
import { objectName } from './object-name.ts'
import { sourceValue } from './source-value.ts'

/** What an entry is to be at the service. */
export interface Mapped {
  /**
   * A bound path that is empty in AD and has no default is null. A path whose value is lacking (see there) is left out, so that an existing
   * object keeps what it has.
   */
  readonly resource: FlatResource
  readonly externalId: string | null
  /** userName of a user, displayName of a group. */
  readonly name: string | null
  /** Groups: true. */
  readonly active: boolean
  /** The bound e-mail values, the first element's first. */
  readonly mails: readonly string[]
  /** What the service demands and isn't there, and what can't be converted. With any of them the object can't be created. */
  readonly lacking: readonly Problem[]
}

/**
 * Prepares the mapping of users. The function throws Stop with `mapping.account_state_unreadable` where an entry is so damaged that nobody can
 * say whether the user is enabled: the reading is in doubt then.
 */
export function compileUserMapper(
  mapping: AttributeMapping,
  disabledWhen: readonly DisabledWhen[],
  now: Date
): (entry: DirectoryEntry) => Mapped {
  const values = compileRules(mapping, USER_DEMANDS)
  return (entry) => {
    const active = isActive(entry, disabledWhen, now)
    if (!active.ok) throw new Stop(active.problems[0])
    return { ...values(entry), active: active.value }
  }
}

/** Prepares the mapping of groups. */
export function compileGroupMapper(mapping: AttributeMapping): (entry: DirectoryEntry) => Mapped {
  const values = compileRules(mapping, GROUP_DEMANDS)
  return (entry) => ({ ...values(entry), active: true })
}

/** What the service demands. */
interface Demands {
  readonly name: string
  readonly required: readonly string[]
  readonly email: (path: string) => boolean
  readonly issuer: boolean
}

const USER_DEMANDS: Demands = {
  name: 'userName',
  required: ['externalId', 'userName', 'emails.value'],
  email: (path) => path === 'userName' || EMAIL_VALUE.test(path),
  issuer: true
}
const GROUP_DEMANDS: Demands = {
  name: 'displayName',
  required: ['externalId', 'displayName'],
  email: () => false,
  issuer: false
}

const EMAIL_VALUE = /^emails(?:\[\d+\])?\.value$/
const ISSUER = 'idTokenClaims.issuer'
const NEEDS_ISSUER = /^(?:idTokenClaims\.)?(?:subject|externalUserName)$/

interface CompiledRule {
  readonly rule: AttributeRule
  readonly path: string
  readonly sourceNames: readonly string[]
  readonly required: boolean
  readonly email: boolean
  readonly boolean: boolean
  readonly isMail: boolean
  /** The rule of the `value` of the element that this path belongs to; -1: of none, or it is the value itself. */
  readonly valueRule: number
}

/** A path's value; undefined: it is lacking, and a problem says why. */
type Outcome = FlatValue | undefined

function compileRules(mapping: AttributeMapping, demands: Demands): (entry: DirectoryEntry) => Omit<Mapped, 'active'> {
  const rules = compile(
    mapping.rules.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    demands
  )
  const unbound = demands.required.filter((path) => !rules.some((rule) => rule.path === path))
  const issuerRule = rules.findIndex((rule) => rule.path === ISSUER)
  const claims = demands.issuer ? rules.flatMap((rule, index) => (NEEDS_ISSUER.test(rule.path) ? [index] : [])) : []

  return (entry) => {
    const lacking: Problem[] = []
    const object = objectName(entry)
    const about = (attribute: string): Mapping => ({ object, dn: entry.dn, attribute })
    const outcomes = rules.map((rule) => outcomeOf(entry, rule, about(rule.path), lacking))
    for (const path of unbound) lacking.push({ code: 'mapping.required_missing', ...about(path), sources: [] })
    if (typeof outcomes[issuerRule] !== 'string') {
      for (const index of claims) {
        const path = rules[index]?.path ?? ''
        if (typeof outcomes[index] !== 'string') continue
        lacking.push({ code: 'mapping.issuer_missing', ...about(path) })
        outcomes[index] = undefined
      }
    }
    const resource: Record<string, FlatValue> = {}
    const mails: string[] = []
    for (const [index, rule] of rules.entries()) {
      const element = rule.valueRule < 0 ? '' : outcomes[rule.valueRule]
      const outcome = outcomes[index]
      // An element goes as a whole: without its value its type means nothing, and a value that is kept keeps its type.
      if (element === undefined || outcome === undefined) continue
      const value = element === null ? null : outcome
      resource[rule.path] = value
      if (rule.isMail && typeof value === 'string') mails.push(value)
    }
    return { resource, externalId: text(resource['externalId']), name: text(resource[demands.name]), mails, lacking }
  }
}

function compile(rules: readonly AttributeRule[], demands: Demands): CompiledRule[] {
  return rules.map((rule) => {
    const dot = rule.path.lastIndexOf('.')
    const valuePath = dot < 0 ? '' : `${rule.path.slice(0, dot)}.value`
    return {
      rule,
      path: rule.path,
      sourceNames: rule.kind === 'bound' ? rule.from.map((name) => name.toLowerCase()) : [],
      required: demands.required.includes(rule.path),
      email: demands.email(rule.path),
      boolean: /\.primary$/.test(rule.path),
      isMail: EMAIL_VALUE.test(rule.path),
      valueRule: valuePath === rule.path ? -1 : rules.findIndex((other) => other.path === valuePath)
    }
  })
}

function outcomeOf(entry: DirectoryEntry, compiled: CompiledRule, about: Mapping, lacking: Problem[]): Outcome {
  const { rule } = compiled
  const value = rule.kind === 'constant' ? rule.value : boundValue(entry, compiled, about, lacking)
  if (value === undefined) return undefined
  if (compiled.required && (value === null || value === '')) {
    lacking.push({ code: 'mapping.required_missing', ...about, sources: rule.kind === 'bound' ? rule.from : [] })
    return undefined
  }
  if (typeof value !== 'string') return value
  if (compiled.email && !isEmailForm(value)) {
    lacking.push({ code: 'mapping.not_an_email', ...about, value })
    return undefined
  }
  if (!compiled.boolean) return value
  const wanted = BOOLEANS.get(value.toUpperCase())
  if (wanted === undefined) lacking.push({ code: 'mapping.not_a_boolean', ...about, value })
  return wanted
}

/** RFC 4517 §3.3.3. */
const BOOLEANS = new Map([
  ['TRUE', true],
  ['FALSE', false]
])

function boundValue(entry: DirectoryEntry, compiled: CompiledRule, about: Mapping, lacking: Problem[]): Outcome {
  const { rule } = compiled
  if (rule.kind !== 'bound') return undefined
  const source = sourceValue(entry, rule, compiled.sourceNames, about)
  const converted = !source.ok || source.value === null ? source : convert(source.value.text, rule.convert, about)
  if (!converted.ok) {
    lacking.push(...converted.problems)
    return undefined
  }
  const value = converted.value
  return typeof value === 'string' ? value : rule.default
}

function text(value: FlatValue | undefined): string | null {
  return typeof value === 'string' ? value : null
}
