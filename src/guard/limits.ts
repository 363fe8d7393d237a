import type { Config, Limit } from '../config/config.ts'
import type { Action, Kind } from '../model/names.ts'

/** The largest number that still passes: max(floor, min(max, percent of known)), rounded down. */
export function allowed(limit: Exclude<Limit, 'off'>, known: number): number {
  return Math.max(limit.floor, Math.min(limit.max, Math.floor((known * limit.percent) / 100)))
}

/** The guards over operations, each with the operations that it counts. */
export const OPERATION_GUARDS = [
  'users.create',
  'users.rename',
  'users.disable',
  'users.delete',
  'groups.create',
  'groups.delete'
] as const
export type OperationGuard = (typeof OPERATION_GUARDS)[number]

export function limitOf(guard: OperationGuard, safety: Config['safety']): Limit {
  switch (guard) {
    case 'users.create':
      return safety.users.create
    case 'users.rename':
      return safety.users.rename
    case 'users.disable':
      return safety.users.disable
    case 'users.delete':
      return safety.users.delete
    case 'groups.create':
      return safety.groups.create
    case 'groups.delete':
      return safety.groups.delete
  }
}

/** The guard that counts an operation: it is kept in the journal for the window of 24 hours. */
export function guardOf(operation: {
  readonly kind: Kind
  readonly action: Action
  readonly renames: boolean
}): OperationGuard | null {
  if (operation.renames) return 'users.rename'
  const users = operation.kind === 'user'
  if (operation.action === 'create') return users ? 'users.create' : 'groups.create'
  if (operation.action === 'delete') return users ? 'users.delete' : 'groups.delete'
  return operation.action === 'disable' ? 'users.disable' : null
}

/** The same as `guardOf`, over the columns of `operation`. */
export const GUARD_OF_ROW = `CASE WHEN renames = 1 THEN 'users.rename' WHEN action IN ('create', 'delete') THEN kind || 's.' || action WHEN action = 'disable' THEN 'users.disable' END`
