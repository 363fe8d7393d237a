import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

const Known = z.object({
  kind: z.enum(['user', 'group']),
  anchor: z.string(),
  scim_id: z.string(),
  standing: z.enum(['present', 'pending', 'missing']),
  active: z.number()
})
const HeldEntry = z.object({ held_id: z.string(), entry: z.string(), guards: z.string() })
const HeldPlan = z.object({ held_id: z.string(), plan_id: z.string(), last_held: z.string() })

export type Claim = z.infer<typeof Known>

/** What an installation says of itself: read from a copy of its state, so that not a byte of it changes. */
export interface StateView {
  readonly claims: ReadonlyMap<string, Claim>
  readonly memberships: number
  /** By the id of the held plan: its entries, each with the guards that held it. */
  readonly held: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>
  readonly plans: readonly z.infer<typeof HeldPlan>[]
}

export const NOTHING_KNOWN: StateView = { claims: new Map(), memberships: 0, held: new Map(), plans: [] }

export function viewState(database: string, scratch: string): StateView {
  if (!existsSync(database)) return NOTHING_KNOWN
  const folder = mkdtempSync(join(scratch, 'view-'))
  try {
    const copy = join(folder, 'state.db')
    copyFileSync(database, copy)
    if (existsSync(`${database}-wal`)) copyFileSync(`${database}-wal`, `${copy}-wal`)
    const db = new DatabaseSync(copy)
    try {
      const claims = z.array(Known).parse(db.prepare('SELECT kind, anchor, scim_id, standing, active FROM known').all())
      const held = new Map<string, Map<string, readonly string[]>>()
      for (const row of z.array(HeldEntry).parse(db.prepare('SELECT held_id, entry, guards FROM held_entry').all())) {
        const entries = held.get(row.held_id) ?? new Map<string, readonly string[]>()
        entries.set(row.entry, z.array(z.string()).parse(JSON.parse(row.guards)))
        held.set(row.held_id, entries)
      }
      return {
        claims: new Map(claims.map((claim) => [claim.scim_id, claim])),
        memberships: Number(db.prepare('SELECT count(*) AS n FROM membership').get()?.['n'] ?? 0),
        held,
        plans: z.array(HeldPlan).parse(db.prepare('SELECT held_id, plan_id, last_held FROM held_plan').all())
      }
    } finally {
      db.close()
    }
  } catch (error) {
    // A damaged state: whoever damaged it knows.
    if (error instanceof Error && 'errcode' in error) return NOTHING_KNOWN
    throw error
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
