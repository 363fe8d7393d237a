import type { Language } from '../problems/texts.ts'
import type { HeldPlan } from './held.ts'
import type { Documents, PastRunDocument } from './json-documents.ts'
import type { Quarantined } from './quarantined.ts'
import { operationDocument } from './run-document.ts'

/** What `status` shows. */
export interface StatusReport {
  readonly lastRun: PastRunDocument | null
  readonly held: readonly HeldPlan[]
  readonly quarantine: readonly Quarantined[]
  readonly secrets: Documents['status']['secrets']
  readonly lock: { readonly pid: number | null; readonly since: string | null } | null
}

export function statusDocument(status: StatusReport, language: Language) {
  return {
    ...status,
    held: status.held.map(({ operations, ...plan }) => ({
      ...plan,
      ...(operations === null
        ? {}
        : { operations: operations.map((operation) => operationDocument(operation, language)) })
    })),
    quarantine: [...status.quarantine]
  }
}
