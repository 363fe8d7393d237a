import { z } from 'zod'
import { SettingsSchema } from './schema/settings.ts'

/** The part of a JSON Schema node that is read back here. */
export interface SchemaNode {
  readonly description?: string
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly items?: SchemaNode
  readonly anyOf?: readonly SchemaNode[]
  readonly allOf?: readonly SchemaNode[]
}

/** JSON Schema (draft 7, which editors' YAML extensions know) of config.yml, with descriptions and defaults. */
export function configSchema(): SchemaNode & Readonly<Record<string, unknown>> {
  const generated = z.toJSONSchema(SettingsSchema, {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // `prefault({})` only lets the defaults inside apply: no value of its own.
      if (jsonSchema.properties !== undefined || jsonSchema.anyOf !== undefined) delete jsonSchema.default
      else if (isEmptyObject(jsonSchema.default)) delete jsonSchema.default
    }
  })
  const { $schema, ...rest } = generated
  return { $schema, title: 'Directory Sync for IIJ ID: config.yml', ...(rest as SchemaNode) }
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
}

/** A key of the schema: `[]` stands for an index. */
export interface KnownKey {
  readonly path: readonly string[]
  readonly node: SchemaNode
}

let known: readonly KnownKey[] | undefined

/** Every key of the schema, in its order, those within lists and alternatives too, each once. */
export function knownKeys(): readonly KnownKey[] {
  known ??= [...keysOf(configSchema(), [])]
  return known
}

function* keysOf(node: SchemaNode, path: readonly string[]): Generator<KnownKey> {
  for (const [key, child] of propertiesOf(node)) {
    const below = [...path, key]
    yield { path: below, node: child }
    yield* keysOf(child, below)
  }
  for (const part of alternatives(node)) if (part.items !== undefined) yield* keysOf(part.items, [...path, '[]'])
}

function propertiesOf(node: SchemaNode): Map<string, SchemaNode> {
  const properties = new Map<string, SchemaNode>()
  for (const part of alternatives(node))
    for (const [key, child] of Object.entries(part.properties ?? {}))
      if (!properties.has(key)) properties.set(key, child)
  return properties
}

function alternatives(node: SchemaNode): readonly SchemaNode[] {
  return [node, ...[...(node.anyOf ?? []), ...(node.allOf ?? [])].flatMap(alternatives)]
}
