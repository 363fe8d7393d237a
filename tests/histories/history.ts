import type { Deed } from '../support/directory/faults.ts'
import type { FaultAction } from '../support/service/faults.ts'
import type { IijIdOptions } from '../support/service/options.ts'
import type { Settings } from './settings.ts'

/** Everything that happens, as data: the same history goes the same way every time, and still makes sense when steps are left out. */
export interface History {
  readonly seed: number
  readonly stage: Stage
  readonly steps: readonly Step[]
}

/** What the history happens in. */
export interface Stage {
  readonly directory: {
    readonly maxPageSize: number
    readonly maxValRange: number
    readonly seesDeleted: boolean
    readonly recycleBin: boolean
  }
  readonly service: IijIdOptions
  /** One installation, or two on one service. */
  readonly instances: readonly [Settings, ...Settings[]]
}

export const OUS = ['sales', 'dev', 'branch', 'second', 'outside'] as const
export type Ou = (typeof OUS)[number]

/** Persons (`u1`) and groups (`g1`) go by names; a change of what is not there is none. */
export type DirectoryChange =
  | {
      readonly make: 'user'
      readonly name: string
      readonly ou: Ou
      readonly mail: string
      readonly disabled: boolean
      readonly department: string
    }
  | {
      readonly make: 'group'
      readonly name: string
      readonly ou: Ou
      readonly cn: string
      readonly members: readonly string[]
    }
  | { readonly make: 'same_again'; readonly of: string; readonly name: string; readonly otherMail: boolean }
  | { readonly make: 'removal' | 'vanishing'; readonly of: string }
  | { readonly make: 'return'; readonly of: string }
  | { readonly make: 'move'; readonly of: string; readonly to: Ou }
  | { readonly make: 'exodus'; readonly from: Ou; readonly to: Ou }
  | { readonly make: 'purge'; readonly ou: Ou }
  | { readonly make: 'disabling' | 'enabling'; readonly of: string }
  | { readonly make: 'mass_disabling'; readonly ou: Ou }
  | { readonly make: 'rename'; readonly of: string; readonly cn: string }
  | { readonly make: 'value'; readonly of: string; readonly attribute: string; readonly value: string | null }
  | { readonly make: 'swap'; readonly one: string; readonly other: string }
  | { readonly make: 'member' | 'no_member'; readonly group: string; readonly of: string }
  | { readonly make: 'hiding' | 'showing'; readonly ou: Ou }
  | { readonly make: 'restored_controller' }

/** By hand at the service. `of`: the person or group of the directory whose object it is. */
export type ConsoleEdit =
  | {
      readonly edit: 'foreign_user'
      readonly userName: string
      readonly externalIdOf: string | null
      readonly active: boolean
    }
  | { readonly edit: 'foreign_group'; readonly displayName: string; readonly members: readonly string[] }
  | { readonly edit: 'foreign_member'; readonly group: string; readonly userName: string }
  | { readonly edit: 'no_member'; readonly group: string; readonly of: string }
  | { readonly edit: 'title' | 'disable' | 'enable' | 'delete' | 'purge' | 'restore'; readonly of: string }
  | { readonly edit: 'rename_group' | 'delete_group'; readonly of: string }
  | { readonly edit: 'purge_all' }

/** At the n-th search of the run, its rootDSE not counted. */
export interface DirectoryFault {
  readonly search: number
  readonly deed: Deed
  readonly afterEntries?: number
  readonly afterBytes?: number
}

export interface ServiceFault {
  readonly on: 'read' | 'list' | 'write' | 'post' | 'members' | 'delete'
  readonly nth: number
  readonly times: number
  readonly action: Exclude<FaultAction, { readonly kind: 'change' | 'rewrite' }> | ListFault
}

/** What a list lies about. */
export type ListFault = {
  readonly kind: 'list_lies'
  readonly how: 'lacks_one' | 'hides_one' | 'twice_one' | 'total' | 'no_id' | 'no_members'
}

export interface RunStep {
  readonly do: 'run'
  readonly instance: number
  readonly mode: 'normal' | 'dry-run' | 'recover'
  readonly full: boolean
  readonly directoryFault?: DirectoryFault
  readonly bindRefused?: number
  readonly serviceFaults?: readonly ServiceFault[]
  /** Dies at its n-th side effect. */
  readonly killAt?: number
  /** Is asked to end at its n-th write. */
  readonly stopAt?: number
  /** Changes while the directory is read, before its n-th search is answered. */
  readonly meanwhile?: { readonly search: number; readonly change: DirectoryChange }
  /** An edit at the service, before its n-th read is answered. */
  readonly meanwhileAtService?: { readonly read: number; readonly edit: ConsoleEdit }
  /** A plan is looked at, then approved with this very run; `other`: the id of another plan. */
  readonly approve?: 'plan' | 'held' | 'other'
}

export type Step =
  | { readonly do: 'directory'; readonly change: DirectoryChange }
  | { readonly do: 'console'; readonly edit: ConsoleEdit }
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'configure'; readonly instance: number; readonly settings: Partial<Settings> }
  | {
      readonly do: 'decide'
      readonly instance: number
      readonly verdict: 'approved' | 'rejected'
      readonly which: 'last' | 'first'
    }
  | { readonly do: 'damage'; readonly instance: number; readonly how: 'gone' | 'all_gone' | 'cut' | 'garbage' }
  | RunStep
