import { linkedObjects, valuesOf } from './attributes.ts'
import { dnKey } from './dn.ts'
import type { Filter } from './filter.ts'
import { guidBytes, sidBytes } from './identifiers.ts'
import type { SimulatedDirectory } from './model.ts'
import type { DirectoryObject, StoredValue } from './object.ts'
import { BACK_LINKS, categoryOfClass, DN_ATTRIBUTES, type Syntax, syntaxOf } from './schema.ts'
import type { View } from './views.ts'

const BIT_AND = '1.2.840.113556.1.4.803'
const BIT_OR = '1.2.840.113556.1.4.804'
const IN_CHAIN = '1.2.840.113556.1.4.1941'

type Item = Exclude<Filter, { kind: 'and' | 'or' | 'not' }>

/** True, false, or null for LDAP's Undefined (RFC 4511 §4.5.1.7). */
type Predicate = (object: DirectoryObject) => boolean | null

/** What a filter was made of before: the transitive answers stay valid until the directory changes. */
export class ChainCache {
  readonly #directory: SimulatedDirectory
  readonly #reached = new Map<string, ReadonlySet<DirectoryObject>>()
  #usn = -1

  constructor(directory: SimulatedDirectory) {
    this.#directory = directory
  }

  /** All objects that `start` reaches over a link, itself not included unless a cycle leads back to it. */
  reachedFrom(start: DirectoryObject, attribute: string, direction: 'forward' | 'back'): ReadonlySet<DirectoryObject> {
    if (this.#usn !== this.#directory.store.usn) {
      this.#reached.clear()
      this.#usn = this.#directory.store.usn
    }
    const key = `${direction}/${attribute}/${start.guid}`
    const known = this.#reached.get(key)
    if (known !== undefined) return known
    const reached = new Set<DirectoryObject>()
    const queue = [start]
    for (let from = queue.pop(); from !== undefined; from = queue.pop()) {
      for (const to of (direction === 'forward' ? from.links : from.linkedBy).get(attribute) ?? []) {
        if (reached.has(to)) continue
        reached.add(to)
        queue.push(to)
      }
    }
    this.#reached.set(key, reached)
    return reached
  }
}

/** Makes a test of objects from a filter, as one account sees them. */
export function compileFilter(
  filter: Filter,
  directory: SimulatedDirectory,
  view: View,
  chains: ChainCache
): (object: DirectoryObject) => boolean {
  const predicate = compile(filter)
  return (object) => predicate(object) === true

  function compile(part: Filter): Predicate {
    switch (part.kind) {
      case 'and':
        return junction(part.filters.map(compile), false)
      case 'or':
        return junction(part.filters.map(compile), true)
      case 'not': {
        const inner = compile(part.filter)
        return (object) => {
          const result = inner(object)
          return result === null ? null : !result
        }
      }
      default:
        return readable(part)
    }
  }

  /** An attribute that the account can't read makes a clause undefined; `(objectClass=*)` is true of whatever is visible (MS-ADTS §3.1.1.3.1.3.1). */
  function readable(part: Item): Predicate {
    if (part.kind === 'present' && part.attribute === 'objectclass') return () => true
    const test = item(part)
    return (object) => (view.reads(object, part.attribute) ? test(object) : null)
  }

  function item(part: Item): Predicate {
    const { attribute } = part
    const syntax = syntaxOf(attribute)
    if (part.kind === 'present') {
      return (object) => (linkedObjects(object, attribute)?.size ?? values(object, attribute).length) > 0
    }
    if (part.kind === 'substrings') return onValues(attribute, substringTest(part))
    if (part.kind === 'extensible') return extensible(part)
    if (DN_ATTRIBUTES.has(attribute) || BACK_LINKS.has(attribute)) {
      if (part.kind !== 'equal') return () => null
      const target = targetOf(part.value)
      return (object) => target !== null && linkedObjects(object, attribute)?.has(target) === true
    }
    return onValues(attribute, comparison(part.kind, syntax, part.value))
  }

  function extensible(part: Extract<Filter, { kind: 'extensible' }>): Predicate {
    if (part.rule === BIT_AND || part.rule === BIT_OR) {
      const mask = bigInteger(part.value.toString())
      if (mask === null) return () => null
      return onValues(part.attribute, (value) => {
        const bits = BigInt.asUintN(64, bigInteger(value.toString()) ?? 0n) & BigInt.asUintN(64, mask)
        return part.rule === BIT_AND ? bits === BigInt.asUintN(64, mask) : bits !== 0n
      })
    }
    const back = BACK_LINKS.get(part.attribute)
    if (part.rule !== IN_CHAIN || (back === undefined && !DN_ATTRIBUTES.has(part.attribute))) return () => null
    const target = targetOf(part.value)
    if (target === null) return () => false
    const link = back?.forward ?? part.attribute
    const direction = back === undefined ? 'back' : 'forward'
    return (object) => chains.reachedFrom(target, link, direction).has(object)
  }

  function onValues(attribute: string, test: (value: StoredValue) => boolean): Predicate {
    return (object) => values(object, attribute).some(test)
  }

  function values(object: DirectoryObject, attribute: string): readonly StoredValue[] {
    return valuesOf(object, attribute, directory.builtIn.configuration.dn)
  }

  function targetOf(value: Buffer): DirectoryObject | null {
    const dn = value.toString('utf8')
    const [, guid] = /^<GUID=([0-9a-f-]+)>$/i.exec(dn) ?? []
    return guid === undefined ? directory.store.find(dn) : (directory.store.byGuid.get(guid.toLowerCase()) ?? null)
  }
}

function junction(parts: readonly Predicate[], decisive: boolean): Predicate {
  return (object) => {
    let result: boolean | null = !decisive
    for (const part of parts) {
      const value = part(object)
      if (value === decisive) return decisive
      if (value === null) result = null
    }
    return result
  }
}

/** Case is ignored as AD does; its further foldings (width, kana, accents) are not simulated. */
function fold(value: StoredValue): string {
  return value.toString().toLowerCase()
}

function comparison(
  kind: 'equal' | 'greater' | 'less' | 'approximate',
  syntax: Syntax,
  wanted: Buffer
): (value: StoredValue) => boolean {
  if (kind === 'equal' || kind === 'approximate') return equality(syntax, wanted)
  const sign = kind === 'greater' ? 1 : -1
  if (syntax === 'integer') {
    const limit = bigInteger(wanted.toString())
    return (value) => {
      const number = bigInteger(value.toString())
      return limit !== null && number !== null && (sign === 1 ? number >= limit : number <= limit)
    }
  }
  const limit = fold(wanted)
  return (value) => (sign === 1 ? fold(value) >= limit : fold(value) <= limit)
}

function equality(syntax: Syntax, wanted: Buffer): (value: StoredValue) => boolean {
  switch (syntax) {
    case 'guid':
    case 'binary':
      return (value) => Buffer.from(value).equals(wanted)
    case 'sid': {
      const sid = /^S-1-[0-9-]+$/i.test(wanted.toString()) ? sidBytes(wanted.toString()) : wanted
      return (value) => Buffer.from(value).equals(sid)
    }
    case 'integer': {
      const number = bigInteger(wanted.toString())
      return (value) => number !== null && bigInteger(value.toString()) === number
    }
    case 'dn':
    case 'category': {
      const category = syntax === 'category' ? categoryOfClass(wanted.toString()) : null
      if (category !== null) return (value) => fold(value).startsWith(`cn=${category.toLowerCase()},cn=schema,`)
      const key = dnKey(wanted.toString())
      return (value) => key !== null && dnKey(value.toString()) === key
    }
    default: {
      const folded = fold(wanted)
      return (value) => (Buffer.isBuffer(value) ? value.equals(wanted) : fold(value) === folded)
    }
  }
}

function substringTest(part: Extract<Filter, { kind: 'substrings' }>): (value: StoredValue) => boolean {
  const initial = part.initial === null ? '' : fold(part.initial)
  const any = part.any.map(fold)
  const final = part.final === null ? '' : fold(part.final)
  return (value) => {
    const whole = fold(value)
    if (!whole.startsWith(initial)) return false
    let at = initial.length
    for (const piece of any) {
      const found = whole.indexOf(piece, at)
      if (found === -1) return false
      at = found + piece.length
    }
    return whole.length - final.length >= at && whole.endsWith(final)
  }
}

function bigInteger(value: string): bigint | null {
  return /^-?[0-9]+$/.test(value) ? BigInt(value) : null
}

/** The GUIDs that a filter asks for, when it can match nothing else; null otherwise. Spares a scan of the whole directory. */
export function guidsAskedFor(filter: Filter): ReadonlySet<string> | null {
  if (filter.kind === 'equal' && filter.attribute === 'objectguid') return new Set([filter.value.toString('hex')])
  if (filter.kind === 'and') {
    for (const part of filter.filters) {
      const guids = guidsAskedFor(part)
      if (guids !== null) return guids
    }
    return null
  }
  if (filter.kind !== 'or') return null
  const all = new Set<string>()
  for (const part of filter.filters) {
    const guids = guidsAskedFor(part)
    if (guids === null) return null
    for (const guid of guids) all.add(guid)
  }
  return all
}

/** An object by the hex form of its stored objectGUID. */
export function byStoredGuid(directory: SimulatedDirectory, hex: string): DirectoryObject | null {
  if (!/^[0-9a-f]{32}$/.test(hex)) return null
  return directory.store.byGuid.get(dashed(hex)) ?? null
}

function dashed(storedHex: string): string {
  const swapped = guidBytes(storedHex).toString('hex')
  return [
    swapped.slice(0, 8),
    swapped.slice(8, 12),
    swapped.slice(12, 16),
    swapped.slice(16, 20),
    swapped.slice(20)
  ].join('-')
}
