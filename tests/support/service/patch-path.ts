import { type Filter, parseFilter } from './filter.ts'
import { type Attribute, findAttribute, findExtension, type ResourceType, type Schema } from './schema.ts'
import { refusals } from './scim-error.ts'

/** What a path of a PATCH operation points at (RFC 7644 §3.5.2, figure 7). */
export type PatchTarget =
  | { readonly kind: 'extension'; readonly extension: Schema }
  | {
      readonly kind: 'attribute'
      readonly path: string
      /** null: a core attribute. */
      readonly extension: Schema | null
      readonly attribute: Attribute
      readonly filter: Filter | null
      readonly subAttribute: Attribute | null
    }

const ATTRIBUTE_PATH = /^([A-Za-z$][\w$-]*)(?:\[(.*)\])?(?:\.([A-Za-z$][\w$-]*))?$/s

/** @throws ScimError 400 invalidPath for a malformed path or an unknown attribute. */
export function parsePatchPath(path: string, type: ResourceType): PatchTarget {
  const whole = findExtension(type, path)
  if (whole !== undefined) return { kind: 'extension', extension: whole }
  const { extension, rest } = withoutUrn(path, type)
  const match = ATTRIBUTE_PATH.exec(rest)
  const attribute = findAttribute((extension ?? type.core).attributes, match?.[1] ?? '')
  if (match === null || attribute === undefined) throw refusals.path(path)
  const filterText = match[2]
  if (filterText !== undefined && !attribute.multiValued) throw refusals.path(path)
  const subName = match[3]
  const subAttribute = subName === undefined ? null : findAttribute(attribute.subAttributes ?? [], subName)
  if (subAttribute === undefined) throw refusals.path(path)
  const filter = filterText === undefined ? null : parseFilter(filterText)
  return { kind: 'attribute', path, extension, attribute, filter, subAttribute }
}

function withoutUrn(path: string, type: ResourceType): { readonly extension: Schema | null; readonly rest: string } {
  const lower = path.toLowerCase()
  for (const schema of [type.core, ...type.extensions]) {
    if (!lower.startsWith(`${schema.urn.toLowerCase()}:`)) continue
    return { extension: schema === type.core ? null : schema, rest: path.slice(schema.urn.length + 1) }
  }
  return { extension: null, rest: path }
}
