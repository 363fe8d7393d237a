import { canonicalObject, canonicalValue } from './canonical.ts'
import { matches } from './filter.ts'
import { isObject, type JsonObject, objectsOf } from './json.ts'
import { type PatchTarget, parsePatchPath } from './patch-path.ts'
import { findAttribute, findExtension, type ResourceType } from './schema.ts'
import { refusals } from './scim-error.ts'

export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove'
  readonly path: string | null
  readonly value: unknown
}

const PATCH_URN = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** @throws ScimError 400 invalidSyntax when the body is no PatchOp message (RFC 7644 §3.5.2). */
export function patchOperations(body: unknown): PatchOperation[] {
  if (!isObject(body) || !Array.isArray(body['schemas']) || !body['schemas'].includes(PATCH_URN))
    throw refusals.syntax('schemas must hold the PatchOp URN')
  const operations = body['Operations']
  if (!Array.isArray(operations) || operations.length === 0) throw refusals.syntax('Operations is required')
  return operations.map((operation: unknown) => {
    if (!isObject(operation) || typeof operation['op'] !== 'string') throw refusals.syntax('op is required')
    const op = operation['op'].toLowerCase()
    if (op !== 'add' && op !== 'replace' && op !== 'remove') throw refusals.syntax(`op ${op} is unknown`)
    const path = operation['path']
    if (path !== undefined && typeof path !== 'string') throw refusals.path(String(path))
    if (op === 'remove' && path === undefined) throw refusals.noTarget('(none)')
    if (op !== 'remove' && operation['value'] === undefined) throw refusals.syntax('value is required')
    return { op, path: path ?? null, value: operation['value'] }
  })
}

/** Applies one operation to a draft of canonical attributes, in place. Unknown names in a value without path are ignored. */
export function applyOperation(draft: JsonObject, operation: PatchOperation, type: ResourceType): void {
  if (operation.path !== null) {
    applyAt(draft, operation, parsePatchPath(operation.path, type))
    return
  }
  if (!isObject(operation.value)) throw refusals.syntax('value must be an object when there is no path')
  for (const [key, value] of Object.entries(operation.value)) {
    if (!isKnown(key, type)) continue
    const target = parsePatchPath(key, type)
    if (target.kind === 'attribute' && target.attribute.readOnly) continue
    applyAt(draft, { ...operation, path: key, value }, target)
  }
}

function isKnown(key: string, type: ResourceType): boolean {
  if (findAttribute(type.core.attributes, key) !== undefined || findExtension(type, key) !== undefined) return true
  try {
    parsePatchPath(key, type)
    return true
  } catch {
    return false
  }
}

function applyAt(draft: JsonObject, operation: PatchOperation, target: PatchTarget): void {
  if (target.kind === 'extension') {
    const { urn, attributes } = target.extension
    if (operation.op === 'remove') {
      delete draft[urn]
      return
    }
    if (!isObject(operation.value)) throw refusals.invalid(urn)
    for (const [key, value] of Object.entries(operation.value)) {
      const attribute = findAttribute(attributes, key)
      if (attribute === undefined || attribute.readOnly) continue
      const path = `${urn}:${attribute.name}`
      applyAt(
        draft,
        { ...operation, path, value },
        { kind: 'attribute', path, extension: target.extension, attribute, filter: null, subAttribute: null }
      )
    }
    return
  }
  const { attribute, subAttribute, extension } = target
  if (attribute.readOnly || subAttribute?.readOnly) throw refusals.readOnly(target.path)
  if (extension === null) {
    applyToAttribute(draft, operation, target)
    return
  }
  const part: JsonObject = { ...asObject(draft[extension.urn]) }
  applyToAttribute(part, operation, target)
  if (Object.keys(part).length === 0) delete draft[extension.urn]
  else draft[extension.urn] = part
}

type AttributeTarget = Extract<PatchTarget, { kind: 'attribute' }>

function applyToAttribute(holder: JsonObject, operation: PatchOperation, target: AttributeTarget): void {
  const { attribute, subAttribute } = target
  if (attribute.multiValued) applyToList(holder, operation, target)
  else if (subAttribute !== null) {
    const inner: JsonObject = { ...asObject(holder[attribute.name]) }
    assign(
      inner,
      subAttribute.name,
      operation.op === 'remove' ? undefined : canonicalValue(subAttribute, operation.value, target.path)
    )
    assign(holder, attribute.name, Object.keys(inner).length === 0 ? undefined : inner)
  } else if (operation.op === 'remove' || operation.value === null) delete holder[attribute.name]
  else if (attribute.type === 'complex') mergeComplex(holder, operation, target)
  else assign(holder, attribute.name, canonicalValue(attribute, operation.value, target.path))
}

/** RFC 7644 §3.5.2.1 and §3.5.2.3: of a complex attribute the sub-attributes given are set, the others stay. */
function mergeComplex(holder: JsonObject, operation: PatchOperation, { attribute, path }: AttributeTarget): void {
  if (!isObject(operation.value)) throw refusals.invalid(path)
  const inner: JsonObject = { ...asObject(holder[attribute.name]) }
  for (const [key, value] of Object.entries(operation.value)) {
    const sub = findAttribute(attribute.subAttributes ?? [], key)
    if (sub !== undefined) assign(inner, sub.name, canonicalValue(sub, value, `${path}.${sub.name}`))
  }
  assign(holder, attribute.name, Object.keys(inner).length === 0 ? undefined : inner)
}

function applyToList(holder: JsonObject, operation: PatchOperation, target: AttributeTarget): void {
  const { attribute, filter, subAttribute, path } = target
  const list = objectsOf(holder[attribute.name])
  if (filter === null && subAttribute === null) {
    if (operation.op === 'remove') {
      delete holder[attribute.name]
      return
    }
    const values = objectsOf(canonicalValue(attribute, operation.value, path))
    assign(holder, attribute.name, listOrNothing(operation.op === 'replace' ? values : appended(list, values)))
    return
  }
  const hit = (element: JsonObject) => filter === null || matches(filter, element, () => true)
  if (operation.op === 'replace' && !list.some(hit)) throw refusals.noTarget(path)
  if (operation.op === 'remove' && subAttribute === null) {
    assign(holder, attribute.name, listOrNothing(list.filter((element) => !hit(element))))
    return
  }
  const changed = list.map((element) => (hit(element) ? changedElement(element, operation, target) : element))
  if (!list.some(hit) && operation.op === 'add') throw refusals.noTarget(path)
  assign(
    holder,
    attribute.name,
    listOrNothing(
      onePrimary(
        changed,
        changed.findIndex((e, i) => e !== list[i] && e['primary'] === true)
      )
    )
  )
}

function changedElement(element: JsonObject, operation: PatchOperation, target: AttributeTarget): JsonObject {
  const { attribute, subAttribute, path } = target
  const changed: JsonObject = { ...element }
  if (subAttribute !== null) {
    const value = operation.op === 'remove' ? undefined : canonicalValue(subAttribute, operation.value, path)
    assign(changed, subAttribute.name, value)
    return changed
  }
  if (!isObject(operation.value)) throw refusals.invalid(path)
  const value = canonicalObject(operation.value, attribute.subAttributes ?? [], path)
  return operation.op === 'replace' ? value : { ...changed, ...value }
}

function appended(list: readonly JsonObject[], values: readonly JsonObject[]): JsonObject[] {
  const known = new Set(list.map((element) => JSON.stringify(element)))
  const result = [...list, ...values.filter((value) => !known.has(JSON.stringify(value)))]
  return onePrimary(
    result,
    result.findLastIndex((element) => values.includes(element) && element['primary'] === true)
  )
}

/** RFC 7644 §3.5.2: a value that becomes primary takes it from the others. */
function onePrimary(list: JsonObject[], primaryIndex: number): JsonObject[] {
  if (primaryIndex === -1) return list
  return list.map((element, index) =>
    index !== primaryIndex && element['primary'] === true ? { ...element, primary: false } : element
  )
}

function listOrNothing(list: readonly JsonObject[]): readonly JsonObject[] | undefined {
  return list.length === 0 ? undefined : list
}

function assign(target: JsonObject, name: string, value: unknown): void {
  if (value === undefined) delete target[name]
  else target[name] = value
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}
