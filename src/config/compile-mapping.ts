import type { AttributeMapping, AttributeRule, BoundRule, Converter } from '../mapping/attribute-mapping.ts'
import type { Kind } from '../model/names.ts'
import { isNonEmpty } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import { type AttributeTable, type Entry, GROUP_ATTRIBUTES, USER_ATTRIBUTES } from './attribute-tables.ts'
import type { Config } from './config.ts'
import { keyText, type Path } from './places.ts'
import type { YamlTree } from './read-yaml.ts'
import type { AttributeSettings, Binding } from './schema/attributes.ts'

type Section = {
  readonly default: readonly Entry<string | boolean>[]
  readonly ad_bind: readonly Entry<Binding>[]
  readonly convert: readonly Entry<Converter[]>[]
}
type SectionName = keyof Section

/** AD attributes whose values are GUIDs of 16 bytes. */
const GUID_ATTRIBUTES = new Set(['objectguid', 'ms-ds-consistencyguid'])

/** What is bound where the file doesn't say: a key that a rename can't change, and a group's name. */
export const DEFAULT_BINDINGS: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  user: { externalId: 'objectGUID' },
  group: { externalId: 'objectGUID', displayName: 'cn' }
}
export const DEFAULT_DISABLED_WHEN = ['userAccountControl'] as const

/** The vendor's spelling at the top level, for what lives in idTokenClaims. */
const CLAIMS = ['issuer', 'subject', 'externalUserName']

/** Compiles `iid.scim.attribute`; `report` gets each problem and warning. With any error reported, the result is of no use. */
export function compileMapping(
  settings: AttributeSettings,
  profile: Config['scim']['profile'],
  tree: YamlTree,
  report: (problem: Problem) => void
): Config['mapping'] {
  const compile = (kind: Kind) => new MappingCompiler(kind, settings[kind], profile, tree, report).compile()
  return { user: compile('user'), group: compile('group'), disabledWhen: disabledWhen(settings, tree, report) }
}

function disabledWhen(
  settings: AttributeSettings,
  tree: YamlTree,
  report: (problem: Problem) => void
): Config['mapping']['disabledWhen'] {
  const bound = settings.user.ad_bind.find((entry) => entry.path === 'active')?.value.from
  const given = settings.user.active.disabled_when
  if (bound !== undefined && given !== undefined) {
    const path = ['iid', 'scim', 'attribute', 'user', 'active', 'disabled_when']
    report({
      code: 'config.bound_twice',
      attribute: 'active',
      other: 'ad_bind.active',
      file: tree.file,
      ...tree.places.ofKey(path),
      object: keyText(path)
    })
  }
  return (given ?? bound ?? DEFAULT_DISABLED_WHEN).map((condition) => {
    if (typeof condition === 'object') return { by: 'filter', filter: condition.filter }
    return { by: condition === 'accountExpires' ? 'accountExpires' : 'userAccountControl' }
  })
}

class MappingCompiler {
  private readonly kind: Kind
  private readonly section: Section
  private readonly profile: Config['scim']['profile']
  private readonly tree: YamlTree
  private readonly report: (problem: Problem) => void
  private readonly table: AttributeTable

  constructor(
    kind: Kind,
    section: Section,
    profile: Config['scim']['profile'],
    tree: YamlTree,
    report: (problem: Problem) => void
  ) {
    this.kind = kind
    this.section = section
    this.profile = profile
    this.tree = tree
    this.report = report
    this.table = kind === 'user' ? USER_ATTRIBUTES : GROUP_ATTRIBUTES
  }

  compile(): AttributeMapping {
    const bound = this.section.ad_bind.filter((entry) => entry.path !== 'active')
    this.checkConversions(bound)
    this.checkNeeds(bound)
    this.checkClaims()
    const rules = [
      ...bound.map((entry) => this.boundRule(entry)),
      ...this.defaultBindings(bound),
      ...this.constants(bound)
    ]
    return { rules: this.withPlace(this.withValues(rules.filter((rule) => rule !== null))) }
  }

  private boundRule(entry: Entry<Binding>): BoundRule | null {
    const { from, as, convert } = entry.value
    if (!isNonEmpty(from)) return null
    const guids = from.filter((name) => GUID_ATTRIBUTES.has(name.toLowerCase())).length
    if (as === null && guids > 0 && guids < from.length)
      this.report({ code: 'config.mixed_rendering', attribute: entry.path, from, ...this.at('ad_bind', entry.at) })
    const rendered = guids === 0 ? 'text' : entry.path === 'downstreamId' ? 'base64' : 'guid'
    const conversions = this.section.convert.find((other) => other.path === entry.path)?.value ?? []
    const fallback = this.section.default.find((other) => other.path === entry.path)?.value ?? null
    return {
      kind: 'bound',
      path: entry.path,
      from,
      as: as ?? rendered,
      convert: [...convert, ...conversions],
      default: fallback
    }
  }

  private defaultBindings(bound: readonly Entry<Binding>[]): (BoundRule | null)[] {
    const missing = Object.entries(DEFAULT_BINDINGS[this.kind]).filter(
      ([path]) => !bound.some((entry) => entry.path === path)
    )
    return missing.map(([path, attribute]) =>
      this.boundRule({ path, at: [path], value: { from: [attribute], as: null, convert: [] } })
    )
  }

  private constants(bound: readonly Entry<Binding>[]): AttributeRule[] {
    const taken = new Set([...bound.map((entry) => entry.path), ...Object.keys(DEFAULT_BINDINGS[this.kind])])
    return this.section.default
      .filter((entry) => !taken.has(entry.path))
      .map(({ path, value }) => ({ kind: 'constant', path, value }))
  }

  private checkConversions(bound: readonly Entry<Binding>[]): void {
    for (const entry of this.section.convert) {
      const isBound =
        bound.some((other) => other.path === entry.path) || Object.hasOwn(DEFAULT_BINDINGS[this.kind], entry.path)
      if (!isBound && !this.has('ad_bind', entry.at))
        this.report({ code: 'config.not_bound', attribute: entry.path, ...this.at('convert', entry.at) })
    }
  }

  private checkNeeds(bound: readonly Entry<Binding>[]): void {
    if (this.kind !== 'user') return
    if (!this.has('ad_bind', ['userName']))
      this.report({ code: 'config.missing_key', ...this.at('ad_bind', ['userName']) })
    const hasMail = bound.some((entry) => entry.at[0] === 'emails' && entry.at[2] === 'value')
    if (!hasMail && !this.isRefused('ad_bind', 'emails'))
      this.report({ code: 'config.missing_key', ...this.at('ad_bind', ['emails', 0, 'value']) })
  }

  /** The key is in the file, and nothing of it was usable: said already. */
  private isRefused(section: SectionName, attribute: string): boolean {
    return this.has(section, [attribute]) && !this.section[section].some((entry) => entry.at[0] === attribute)
  }

  /** product.md §5: the service refuses a subject or an external user name without issuer; and two spellings of one claim can't both count. */
  private checkClaims(): void {
    const set = [
      ...this.section.ad_bind.map((entry) => ({ entry, section: 'ad_bind' as const })),
      ...this.section.default.map((entry) => ({ entry, section: 'default' as const }))
    ]
    for (const claim of CLAIMS) {
      const short = set.find(({ entry }) => entry.path === claim)
      if (short !== undefined && set.some(({ entry }) => entry.path === `idTokenClaims.${claim}`))
        this.report({
          code: 'config.bound_twice',
          attribute: claim,
          other: `idTokenClaims.${claim}`,
          ...this.at(short.section, short.entry.at)
        })
    }
    if (this.profile === 'generic') return
    const hasIssuer = set.some(({ entry }) => entry.path === 'issuer' || entry.path === 'idTokenClaims.issuer')
    const needing = set.find(({ entry }) => /^(?:idTokenClaims\.)?(?:subject|externalUserName)$/.test(entry.path))
    if (needing !== undefined && !hasIssuer)
      this.report({
        code: 'config.issuer_missing',
        attribute: needing.entry.path,
        ...this.at(needing.section, needing.entry.at)
      })
  }

  /** Elements of lists that get no value, such as a type of telephone number without the number, are no use to the service. */
  private withValues(rules: readonly AttributeRule[]): AttributeRule[] {
    const warned = new Set<string>()
    return rules.filter((rule) => {
      const [, element, name] = /^((\w+)(?:\[\d+\])?)\.\w+$/.exec(rule.path) ?? []
      if (element === undefined || name === undefined || this.table[name]?.kind !== 'list') return true
      if (rules.some((other) => other.path === `${element}.value`)) return true
      const first = [...this.section.ad_bind, ...this.section.default].find((entry) => entry.path === rule.path)
      const section = rule.kind === 'bound' ? 'ad_bind' : 'default'
      if (!warned.has(element) && first !== undefined && !this.isRefused('ad_bind', name))
        this.report({
          code: 'config.element_without_value',
          attribute: element,
          ...this.at(section, first.at.slice(0, 2))
        })
      warned.add(element)
      return false
    })
  }

  private withPlace(rules: readonly AttributeRule[]): AttributeRule[] {
    if (this.profile === 'iij-id') return [...rules]
    return rules.filter((rule) => {
      const [name = '', part = ''] = rule.path.split(/\[\d+\]\.|\./)
      const spec = this.table[name]
      if (spec?.iij !== true && spec?.iijParts?.includes(part) !== true) return true
      const section = rule.kind === 'bound' ? 'ad_bind' : 'default'
      this.report({
        code: 'config.attribute_without_place',
        attribute: rule.path,
        profile: this.profile,
        ...this.at(section, part === '' ? [name] : [name, part])
      })
      return false
    })
  }

  private path(section: SectionName, at: Path): Path {
    return ['iid', 'scim', 'attribute', this.kind, section, ...at]
  }

  private has(section: SectionName, at: Path): boolean {
    return this.tree.places.has(this.path(section, at))
  }

  private at(section: SectionName, at: Path) {
    const path = this.path(section, at)
    return { file: this.tree.file, ...this.tree.places.ofKey(path), object: keyText(path) }
  }
}
