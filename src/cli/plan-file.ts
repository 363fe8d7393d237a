import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { bad, good, type Result } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import { asciiJson } from '../report/ascii-json.ts'
import type { ExpectedPlan } from '../run/run.ts'

const CHUNK = 64 * 1024

/** Writes a text piece by piece into a file aside, which takes the name asked for when it is whole: nobody finds a half-written one. */
export class FileAside {
  readonly #file: string
  readonly #aside: string
  readonly #descriptor: number
  #pending: string[] = []
  #length = 0
  #failure: Problem | null = null

  private constructor(file: string) {
    this.#file = file
    this.#aside = `${file}.${process.pid}.new`
    this.#descriptor = openSync(this.#aside, 'w', 0o600)
  }

  static open(file: string): Result<FileAside> {
    try {
      return good(new FileAside(file))
    } catch (error) {
      return bad(unusable(file, error))
    }
  }

  /** A disk that is full is told by `finish`: a run that goes on must not end in the middle for its report. */
  write(text: string): void {
    if (this.#failure !== null) return
    this.#pending.push(text)
    this.#length += text.length
    if (this.#length >= CHUNK) this.#flush()
  }

  /** @returns what kept the file from being written. */
  finish(): Problem | null {
    this.#flush()
    try {
      if (this.#failure === null) fsyncSync(this.#descriptor)
      closeSync(this.#descriptor)
      if (this.#failure === null) renameSync(this.#aside, this.#file)
    } catch (error) {
      this.#failure ??= unusable(this.#file, error)
    }
    if (this.#failure !== null) rmSync(this.#aside, { force: true })
    return this.#failure
  }

  /** Leaves nothing behind. */
  discard(): void {
    closeSync(this.#descriptor)
    rmSync(this.#aside, { force: true })
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pending.join(''))
    this.#pending = []
    this.#length = 0
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at)
    } catch (error) {
      this.#failure ??= unusable(this.#file, error)
    }
  }
}

/** The document of a plan with all of its operations and entries, written as they come: its size is bounded by the disk alone. */
export class PlanWriter {
  readonly #file: FileAside
  #operations = 0
  #entries: string[] = []

  constructor(file: FileAside) {
    this.#file = file
    file.write('{"operations":[')
  }

  operation(document: unknown): void {
    this.#file.write(`${this.#operations++ === 0 ? '' : ','}\n${asciiJson(document)}`)
  }

  entry(entry: string): void {
    this.#entries.push(entry)
  }

  /** @param rest the document; its own (capped) operations are left out. */
  finish(rest: Readonly<Record<string, unknown>>): Problem | null {
    const { operations: _capped, truncated: _truncated, ...others } = rest
    this.#file.write(`],"entries":[`)
    for (const [index, entry] of this.#entries.entries())
      this.#file.write(`${index === 0 ? '' : ','}\n${asciiJson(entry)}`)
    this.#file.write(`],"truncated":false,${asciiJson(others).slice(1)}\n`)
    return this.#file.finish()
  }
}

const PlanFile = z.object({
  schemaVersion: z.literal(1),
  command: z.literal('plan'),
  planId: z.string(),
  entries: z.array(z.string()),
  operations: z.array(z.object({ anchor: z.string(), name: z.string() }))
})

/** Reads what `plan --out` wrote, as far as `apply` compares with it: nothing is ever executed from it. */
export function readPlanFile(file: string): Result<ExpectedPlan> {
  try {
    const { planId, entries, operations } = PlanFile.parse(JSON.parse(readFileSync(file, 'utf8')))
    return good({
      file,
      planId,
      entries: new Set(entries),
      names: new Map(operations.map(({ anchor, name }) => [anchor, name]))
    })
  } catch (error) {
    const notPlan = error instanceof SyntaxError || error instanceof z.ZodError
    return bad(unusable(file, notPlan ? new Error('it holds no plan of `dirsync plan --out`') : error))
  }
}

function unusable(file: string, error: unknown): Problem {
  return { code: 'run.file_unusable', object: file, cause: error instanceof Error ? error.message : String(error) }
}
