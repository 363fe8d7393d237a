import type { FlatValue } from '../model/resource.ts'
import type { NonEmpty } from '../model/result.ts'

/** What `iid.scim.attribute.{user,group}` says, compiled: one rule for each managed path. */
export interface AttributeMapping {
  readonly rules: readonly AttributeRule[]
}

export type AttributeRule = ConstantRule | BoundRule

/** `default.<attr>` where nothing is bound: always this value. */
export interface ConstantRule {
  readonly kind: 'constant'
  /** As in FlatResource: `timezone`, `emails.primary`, `phoneNumbers[1].type`. */
  readonly path: string
  readonly value: string | boolean
}

/** `ad_bind.<attr>`: the first non-empty AD attribute, rendered, converted; `default` where all are empty. */
export interface BoundRule {
  readonly kind: 'bound'
  readonly path: string
  /** AD attribute names in the order of preference. */
  readonly from: NonEmpty<string>
  readonly as: 'text' | 'guid' | 'base64' | 'hex'
  readonly convert: readonly Converter[]
  readonly default: FlatValue
}

export type Converter =
  | { readonly kind: 'lowercase' | 'trim' | 'nfkc' }
  /** Replaces every match, as Ruby's gsub. The pattern is the translated one. */
  | { readonly kind: 'regex'; readonly pattern: RegExp; readonly replacement: string; readonly source: string }
  /** To an RFC 3966 global number, numbers without country code being of this country (ISO 3166-1 alpha-2). */
  | { readonly kind: 'phone'; readonly country: string }
  | { readonly kind: 'map'; readonly table: ReadonlyMap<string, string> }
  /** `{value}` stands for the value. */
  | { readonly kind: 'template'; readonly template: string }
