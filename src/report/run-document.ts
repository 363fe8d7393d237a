import { inWords, type Problem, severityOf } from '../problems/problem.ts'
import type { Language } from '../problems/texts.ts'
import type { OperationDocument, ProblemDocument } from './json-documents.ts'
import type { ReportedOperation } from './operations.ts'
import type { Outcome } from './outcome.ts'
import { REASON_TEXTS } from './reasons.ts'

/** What `sync`, `plan` and `apply` print with `--json`, but for the command's name. */
export function runDocument(outcome: Outcome, language: Language) {
  return {
    ...headOf(outcome.exitCode, outcome.problems, language),
    runId: outcome.runId,
    planId: outcome.planId,
    heldId: outcome.heldId,
    mode: outcome.mode,
    startedAt: outcome.startedAt,
    finishedAt: outcome.finishedAt,
    counts: outcome.counts,
    operations: outcome.operations.map((operation) => operationDocument(operation, language)),
    operationsTotal: outcome.operationsTotal,
    truncated: isTruncated(outcome),
    guards: [...outcome.verdicts]
  }
}

/** What every document has. */
export function headOf(exitCode: number, problems: readonly Problem[], language: Language) {
  return {
    schemaVersion: 1 as const,
    exitCode,
    problems: problems.map((problem) => problemDocument(problem, language))
  }
}

function isTruncated({ operations, operationsTotal }: Outcome): boolean {
  return (
    operations.length < operationsTotal ||
    operations.some(
      ({ members }) => members.add.length < members.addTotal || members.remove.length < members.removeTotal
    )
  )
}

export function operationDocument(operation: ReportedOperation, language: Language): OperationDocument {
  const { reason, changes, members, heldBy, status, attempts, problem, ...rest } = operation
  return {
    ...rest,
    reason: { code: reason, text: REASON_TEXTS[reason][language] },
    changes: [...changes],
    members: { ...members, add: [...members.add], remove: [...members.remove] },
    heldBy: [...heldBy],
    result: { status, attempts, error: problem === null ? null : errorOf(problem, language) }
  }
}

function errorOf(problem: Problem, language: Language) {
  return {
    code: problem.code,
    ...inWords(problem, language),
    status: 'status' in problem && typeof problem.status === 'number' ? problem.status : null,
    detail: 'detail' in problem ? textOrNull(problem.detail) : null,
    requestId: 'requestId' in problem ? textOrNull(problem.requestId) : null
  }
}

export function problemDocument(problem: Problem, language: Language): ProblemDocument {
  return {
    code: problem.code,
    severity: severityOf(problem),
    object: 'object' in problem ? textOrNull(problem.object) : null,
    dn: 'dn' in problem ? textOrNull(problem.dn) : null,
    attribute: 'attribute' in problem ? textOrNull(problem.attribute) : null,
    ...inWords(problem, language),
    ...('file' in problem && typeof problem.file === 'string' ? { file: problem.file } : {}),
    ...('line' in problem && typeof problem.line === 'number' ? { line: problem.line } : {}),
    ...('column' in problem && typeof problem.column === 'number' ? { column: problem.column } : {})
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
