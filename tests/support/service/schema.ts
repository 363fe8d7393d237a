/** An attribute as RFC 7643 §7 describes one. */
export interface Attribute {
  readonly name: string
  readonly type: 'string' | 'boolean' | 'complex' | 'reference'
  readonly multiValued?: true
  readonly required?: true
  readonly readOnly?: true
  readonly writeOnly?: true
  readonly unique?: true
  readonly subAttributes?: readonly Attribute[]
}

export interface Schema {
  readonly urn: string
  readonly name: string
  readonly attributes: readonly Attribute[]
}

export interface ResourceType {
  readonly name: 'User' | 'Group'
  readonly endpoint: 'Users' | 'Groups'
  readonly core: Schema
  readonly extensions: readonly Schema[]
}

const tables = new WeakMap<readonly Attribute[], ReadonlyMap<string, Attribute>>()

/** Finds an attribute by its name, without case (RFC 7643 §2.1). */
export function findAttribute(attributes: readonly Attribute[], name: string): Attribute | undefined {
  let table = tables.get(attributes)
  if (table === undefined) {
    table = new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]))
    tables.set(attributes, table)
  }
  return table.get(name.toLowerCase())
}

export function findExtension(type: ResourceType, urn: string): Schema | undefined {
  const wanted = urn.toLowerCase()
  return type.extensions.find((extension) => extension.urn.toLowerCase() === wanted)
}

export function schemaUrns(type: ResourceType): string[] {
  return [type.core.urn, ...type.extensions.map((extension) => extension.urn)]
}
