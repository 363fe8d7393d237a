import { z } from 'zod'
import type { Converter } from '../../mapping/attribute-mapping.ts'
import type { AttributeSpec, AttributeTable, Entry } from '../attribute-tables.ts'
import { GROUP_ATTRIBUTES, USER_ATTRIBUTES, USER_BINDINGS } from '../attribute-tables.ts'
import { attributeName, country, filter, report, rubySubstitution, template, text } from './leaves.ts'

/** The schema of a value, by attribute and part (empty for a single one); null: not allowed there. */
type Leaf<Value> = (attribute: string, part: string) => z.ZodType<Value> | null
type Parts<Value> = Record<string, z.ZodOptional<z.ZodType<Value>>>

function entries<Value>(name: string, spec: AttributeSpec, leaf: Leaf<Value>): z.ZodType<Entry<Value>[]> {
  if (spec.kind === 'single') {
    const single = leaf(name, '') ?? z.never()
    return single.transform((value) => [{ path: name, at: [name], value }]).meta({ description: spec.description })
  }
  const parts: Parts<Value> = {}
  for (const part of spec.parts) {
    const schema = leaf(name, part)
    if (schema !== null) parts[part] = schema.optional()
  }
  const element = z.strictObject(parts)
  const entriesOf = (
    values: z.output<typeof element>,
    path: string,
    at: readonly (string | number)[]
  ): Entry<Value>[] => {
    const found: Entry<Value>[] = []
    for (const [part, value] of Object.entries(values))
      if (value !== undefined) found.push({ path: `${path}.${part}`, at: [...at, part], value })
    return found
  }
  if (spec.kind === 'complex')
    return element.transform((values) => entriesOf(values, name, [name])).meta({ description: spec.description })
  return z
    .array(element)
    .min(1)
    .max(spec.max)
    .transform((items) =>
      items.flatMap((values, index) => entriesOf(values, index === 0 ? name : `${name}[${index}]`, [name, index]))
    )
    .meta({ description: spec.description })
}

/** A section (`default`, `ad_bind`, `convert`) over a table's attributes. */
function section<Value>(table: AttributeTable, leaf: Leaf<Value>, description: string) {
  const shape: Record<string, z.ZodOptional<z.ZodType<Entry<Value>[]>>> = {}
  for (const [name, spec] of Object.entries(table)) shape[name] = entries(name, spec, leaf).optional()
  return z
    .strictObject(shape)
    .prefault({})
    .transform((attributes) => Object.values(attributes).flatMap((found) => found ?? []))
    .meta({ description })
}

const inlineConverter = z.union([
  z.enum(['lowercase', 'trim', 'nfkc']).transform((kind): Converter => ({ kind })),
  z
    .strictObject({
      regex: rubySubstitution.optional().meta({ description: 'Replaces every match of a Ruby pattern.' }),
      phone: z
        .strictObject({
          country: country.meta({ description: 'Country of numbers without country code, for instance JP.' })
        })
        .optional()
        .meta({ description: 'Makes an RFC 3966 number.' }),
      map: z.record(z.string(), z.string()).optional().meta({ description: 'Replaces whole values: from: to.' }),
      template: template.optional().meta({ description: "Text around {value}, for instance '{value}@example.jp'." })
    })
    .transform((given, context): Converter => {
      const { regex, phone, map, template: text } = given
      const found: Converter[] = []
      if (regex !== undefined) found.push(regex)
      if (phone !== undefined) found.push({ kind: 'phone', country: phone.country })
      if (map !== undefined) found.push({ kind: 'map', table: new Map(Object.entries(map)) })
      if (text !== undefined) found.push({ kind: 'template', template: text })
      const [only, second] = found
      if (only !== undefined && second === undefined) return only
      report(context, given, { code: 'config.malformed', what: 'converter' })
      return z.NEVER
    })
])

const names = z.union([attributeName, z.array(attributeName).min(1)]).transform((given) => [given].flat())

export interface Binding {
  readonly from: readonly string[]
  readonly as: 'text' | 'guid' | 'base64' | 'hex' | null
  readonly convert: readonly Converter[]
}

const binding: z.ZodType<Binding> = z.union([
  names.transform((from): Binding => ({ from, as: null, convert: [] })),
  z
    .strictObject({
      from: names.meta({ description: 'Directory attribute, or a list: the first that is not empty.' }),
      as: z.enum(['text', 'guid', 'base64', 'hex']).optional().meta({ description: 'How a GUID is written.' }),
      convert: z.array(inlineConverter).optional().meta({ description: 'Conversions, in this order.' })
    })
    .transform(({ from, as, convert }): Binding => ({ from, as: as ?? null, convert: convert ?? [] }))
])

const conversions: z.ZodType<Converter[]> = z.array(rubySubstitution)

const accountState = z.enum(['userAccountControl', 'accountExpires'])
const accountStates: z.ZodType<Binding> = z
  .union([accountState, z.array(accountState).min(1)])
  .transform((from) => ({ from: [from].flat(), as: null, convert: [] }))

const constant: Leaf<string | boolean> = (_, part) => (part === 'primary' ? z.boolean() : text())
const bound: Leaf<Binding> = (attribute, part) =>
  part === 'primary' ? null : attribute === 'active' ? accountStates : binding
const converted: Leaf<Converter[]> = (_, part) => (part === 'primary' ? null : conversions)

const DEFAULT = 'Constants, for what is not bound or is empty in the directory.'
const AD_BIND = 'Directory attributes: a name, a list (the first that is not empty), or {from, as, convert}.'
const CONVERT = 'Lists of {pattern, replacement}, applied to the bound value.'

const disabledWhen = z
  .array(z.union([accountState, z.strictObject({ filter: filter.meta({ description: 'LDAP filter.' }) })]))
  .min(1)
  .optional()
  .meta({ description: 'Any one of these disables a user. Default: userAccountControl.' })

const user = z
  .strictObject({
    default: section(USER_ATTRIBUTES, constant, DEFAULT),
    ad_bind: section(USER_BINDINGS, bound, AD_BIND),
    convert: section(USER_ATTRIBUTES, converted, CONVERT),
    active: z
      .strictObject({ disabled_when: disabledWhen })
      .prefault({})
      .meta({ description: 'When a user is disabled.' })
  })
  .prefault({})
  .meta({ description: 'Attributes of users.' })

const group = z
  .strictObject({
    default: section(GROUP_ATTRIBUTES, constant, DEFAULT),
    ad_bind: section(GROUP_ATTRIBUTES, bound, AD_BIND),
    convert: section(GROUP_ATTRIBUTES, converted, CONVERT)
  })
  .prefault({})
  .meta({ description: 'Attributes of groups.' })

export const attribute = z
  .strictObject({ user, group })
  .prefault({})
  .meta({ description: 'Which attribute comes from where.' })
export type AttributeSettings = z.output<typeof attribute>
