import { matches } from './filter.ts'
import { isObject } from './json.ts'
import type { PatchOperation } from './patch.ts'
import type { PatchTarget } from './patch-path.ts'
import { refusals } from './scim-error.ts'
import type { StoredGroup } from './stored.ts'

/** A group's members under a PATCH: a difference to what is stored, so that a chunk of 100 costs 100, however large the group. */
export class MemberPatch {
  readonly #stored: ReadonlySet<string>
  readonly add = new Set<string>()
  readonly remove = new Set<string>()

  constructor(group: StoredGroup) {
    this.#stored = group.members
  }

  /**
   * @param bareRemove what a remove with the path `members` and a value list does: strict servers ignore the list and empty the group.
   * @throws ScimError 400 for a value that is no member reference, noTarget for a replace that selects nobody.
   */
  apply(
    operation: PatchOperation,
    target: Extract<PatchTarget, { kind: 'attribute' }>,
    bareRemove: 'empties' | 'removes-listed'
  ): void {
    if (target.filter !== null) {
      this.#removeMatching(operation, target)
      return
    }
    if (target.subAttribute !== null) throw refusals.path(target.path)
    if (operation.op === 'remove') {
      if (operation.value !== undefined && bareRemove === 'removes-listed') {
        for (const id of memberIds(operation.value)) this.#takeOut(id)
      } else this.#empty()
      return
    }
    const ids = memberIds(operation.value)
    if (operation.op === 'replace') this.#empty()
    for (const id of ids) this.#putIn(id)
  }

  #removeMatching(operation: PatchOperation, target: Extract<PatchTarget, { kind: 'attribute' }>): void {
    const { filter } = target
    if (operation.op !== 'remove' || filter === null || target.subAttribute !== null) throw refusals.path(target.path)
    if (filter.kind === 'compare' && filter.operator === 'eq' && filter.path.join('.').toLowerCase() === 'value') {
      if (typeof filter.value === 'string') this.#takeOut(filter.value)
      return
    }
    for (const value of [...this.#stored, ...this.add])
      if (matches(filter, { value }, () => false)) this.#takeOut(value)
  }

  #empty(): void {
    this.add.clear()
    for (const id of this.#stored) this.remove.add(id)
  }

  #putIn(id: string): void {
    if (!this.remove.delete(id) && !this.#stored.has(id)) this.add.add(id)
  }

  #takeOut(id: string): void {
    if (!this.add.delete(id) && this.#stored.has(id)) this.remove.add(id)
  }
}

/** @throws ScimError 400 invalidValue for an element without a text `value`. */
export function memberIds(value: unknown): string[] {
  if (value === null || value === undefined) return []
  return (Array.isArray(value) ? value : [value]).map((element: unknown) => {
    if (!isObject(element) || typeof element['value'] !== 'string') throw refusals.invalid('members')
    return element['value']
  })
}
