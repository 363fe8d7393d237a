import { z } from 'zod'
import type { StateView } from './state-view.ts'

const DAY_MS = 24 * 60 * 60_000

const Entry = z.union([
  z.tuple([z.literal('membership'), z.string(), z.string(), z.enum(['add', 'remove'])]),
  z.tuple([z.enum(['user', 'group']), z.string(), z.string(), z.string().nullable(), z.array(z.unknown())])
])

/** What was done, in the words of an approval: `user delete <objectGUID>`, `membership <group> <member> remove`. */
export type Deed = string

export function deedOf(entry: string): Deed {
  const parts = Entry.parse(JSON.parse(entry))
  return parts[0] === 'membership' ? parts.join(' ') : parts.slice(0, 3).join(' ')
}

interface Approval {
  readonly deed: Deed
  readonly expires: number
  readonly guards: readonly string[]
  /** With `--approve`: for this run alone. */
  readonly once: boolean
}

/** What the administrator approved, kept apart from the product. */
export class Approvals {
  #standing: Approval[] = []

  get any(): boolean {
    return this.#standing.length > 0
  }

  /** Approves, or takes back, every entry of a held plan, of whatever the product says that it holds. */
  decide(heldId: string, verdict: 'approved' | 'rejected', view: StateView, now: number): void {
    for (const [entry, guards] of view.held.get(heldId) ?? []) {
      const deed = deedOf(entry)
      this.#standing = this.#standing.filter((approval) => approval.deed !== deed)
      if (verdict === 'approved') this.#standing.push({ deed, expires: now + 7 * DAY_MS, guards, once: false })
    }
  }

  approveOnce(entries: Iterable<string>): void {
    for (const entry of entries)
      this.#standing.push({ deed: deedOf(entry), expires: Number.POSITIVE_INFINITY, guards: [], once: true })
  }

  covers(deed: Deed, now: number): boolean {
    return this.#standing.some((approval) => approval.deed === deed && approval.expires > now)
  }

  /** Whether the change of the configuration was approved, in part at least. */
  coversConfigChange(now: number): boolean {
    return this.#standing.some(
      ({ once, guards, expires }) => (once || guards.includes('config_change')) && expires > now
    )
  }

  consume(deed: Deed): void {
    this.#standing = this.#standing.filter((approval) => approval.deed !== deed)
  }

  endOfRun(): void {
    this.#standing = this.#standing.filter(({ once }) => !once)
  }

  clear(): void {
    this.#standing = []
  }
}
