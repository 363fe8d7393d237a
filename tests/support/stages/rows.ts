import { joinRecreated } from '../../../src/compare/newcomers.ts'
import type { Departure, DepartureVerdict } from '../../../src/desired/departures.ts'
import { guidToBytes } from '../../../src/directory/guid.ts'
import { nameKey } from '../../../src/model/names.ts'
import { canonical } from '../../../src/model/resource.ts'
import { profileOf } from '../../../src/service/profile.ts'
import { toResource } from '../../../src/service/resource-body.ts'
import { integer, type Workspace } from '../../../src/state/workspace.ts'
import { BASE } from './config.ts'
import { anchorOf, dnOf, externalIdOf, kindOf, mailOf, nameOf, resourceOf, type Thing } from './things.ts'

export interface Standing {
  readonly scimId?: string
  readonly standing?: 'present' | 'pending' | 'missing'
  readonly blocked?: boolean
  readonly departedAt?: string
  readonly unseenSince?: string
}

export function scimIdOf(n: number): string {
  return `scim-${n}`
}

/** It was read from the directory. */
export function desire(workspace: Workspace, ...things: readonly Thing[]): void {
  for (const thing of things) {
    const [name, externalId, mail] = [nameOf(thing), externalIdOf(thing), mailOf(thing)]
    workspace.run(
      `INSERT INTO desired (id, kind, guid, anchor, domain, base, dn, dn_key, external_id, external_key, name, name_key, mail_key, active, resource, lacking)
       VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?)`,
      idOf(workspace, thing.n),
      kindOf(thing),
      guidToBytes(anchorOf(thing.n)),
      anchorOf(thing.n),
      thing.domain ?? 'default',
      thing.base ?? BASE,
      dnOf(thing),
      externalId,
      key(externalId),
      name,
      key(name),
      key(mail),
      thing.active === false ? 0 : 1,
      canonical(resourceOf(thing)),
      thing.lacking === undefined ? null : JSON.stringify(thing.lacking)
    )
  }
}

/** It is ours at the service, as the thing says. */
export function know(workspace: Workspace, thing: Thing, standing: Standing = {}): void {
  const name = nameOf(thing) ?? ''
  const externalId = externalIdOf(thing)
  workspace.run(
    `INSERT INTO state.known (id, kind, anchor, domain, base, dn, scim_id, external_id, external_key, name, name_key, mail_key, active, resource,
       standing, blocked_at_service, departed_at, unseen_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    idOf(workspace, thing.n),
    kindOf(thing),
    anchorOf(thing.n),
    thing.domain ?? 'default',
    thing.base ?? BASE,
    dnOf(thing),
    standing.scimId ?? scimIdOf(thing.n),
    externalId,
    key(externalId),
    name,
    nameKey(name),
    key(mailOf(thing)),
    thing.active === false ? 0 : 1,
    canonical(resourceOf(thing)),
    standing.standing ?? 'present',
    standing.blocked === true ? 1 : 0,
    standing.departedAt ?? null,
    standing.unseenSince ?? null
  )
}

/** It is ours and in scope, and nothing is to be done. */
export function settled(workspace: Workspace, ...things: readonly Thing[]): void {
  for (const thing of things) {
    know(workspace, thing)
    desire(workspace, thing)
  }
}

/** A whole read of the service saw it so. */
export function show(workspace: Workspace, thing: Thing, id: string, more: { readonly pending?: boolean } = {}): void {
  const kind = kindOf(thing)
  const name = nameOf(thing) ?? ''
  const raw = { ...toResource(kind, resourceOf(thing), thing.active !== false, profileOf('iij-id')), id }
  workspace.run(
    'INSERT INTO service_object (scim_id, kind, external_key, name, name_key, active, pending, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    id,
    kind,
    key(externalIdOf(thing)),
    name,
    nameKey(name),
    thing.active === false ? 0 : 1,
    more.pending === true ? 1 : 0,
    JSON.stringify(raw)
  )
}

/** The service showed our object otherwise than it is known. */
export function drift(workspace: Workspace, thing: Thing): void {
  workspace.run(
    'INSERT INTO actual VALUES (?, ?, ?)',
    idOf(workspace, thing.n),
    canonical(resourceOf(thing)),
    thing.active === false ? 0 : 1
  )
}

export function missing(workspace: Workspace, ...numbers: readonly number[]): void {
  for (const n of numbers) workspace.run('INSERT INTO missing_at_service VALUES (?)', idOf(workspace, n))
}

/** The service holds this object, which a newcomer may adopt. */
export function match(workspace: Workspace, n: number, held: Thing, by: 'external_id' | 'name', scimId: string): void {
  workspace.run(
    'INSERT INTO matching VALUES (?, ?, ?, ?, ?)',
    idOf(workspace, n),
    scimId,
    by,
    canonical(resourceOf(held)),
    held.active === false ? 0 : 1
  )
}

export function depart(
  workspace: Workspace,
  n: number,
  how: Departure = 'deleted',
  verdict: DepartureVerdict = 'departed'
): void {
  workspace.run('INSERT INTO departure VALUES (?, ?, ?)', idOf(workspace, n), how, verdict)
}

export function wantMembers(workspace: Workspace, group: number, ...members: readonly number[]): void {
  for (const member of members)
    workspace.run('INSERT INTO wanted_member VALUES (?, ?)', idOf(workspace, group), idOf(workspace, member))
}

export function knowMembers(workspace: Workspace, group: number, ...members: readonly number[]): void {
  for (const member of members)
    workspace.run('INSERT INTO state.membership VALUES (?, ?)', idOf(workspace, group), idOf(workspace, member))
}

/** The service showed these members of the group. */
export function showMembers(workspace: Workspace, group: number, ...members: readonly number[]): void {
  for (const member of members)
    workspace.run('INSERT INTO actual_member VALUES (?, ?)', idOf(workspace, group), idOf(workspace, member))
}

/** What compare does last. */
export function finishComparison(workspace: Workspace, serviceRead: boolean): void {
  joinRecreated(workspace)
  const current = serviceRead ? 'main.actual_member' : 'state.membership'
  workspace.exec(`CREATE TEMP VIEW current_member AS SELECT group_id, member_id FROM ${current}`)
}

/** One number for a thing wherever it is, as the stages keep it. */
export function idOf(workspace: Workspace, n: number): number {
  const anchor = anchorOf(n)
  const row =
    workspace.get('SELECT id FROM state.known WHERE anchor = ?', anchor) ??
    workspace.get('SELECT id FROM desired WHERE anchor = ?', anchor)
  if (row !== undefined) return integer(row, 'id')
  return (
    1 + Math.max(workspace.count('SELECT max(id) FROM state.known'), workspace.count('SELECT max(id) FROM desired'))
  )
}

function key(name: string | null): string | null {
  return name === null ? null : nameKey(name)
}
