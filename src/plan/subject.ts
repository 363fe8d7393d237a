import { z } from 'zod'
import type { Kind } from '../model/names.ts'
import type { FlatResource } from '../model/resource.ts'
import type { Problem } from '../problems/problem.ts'
import { readFlat } from '../state/columns.ts'
import { integer, type Row, text, textOrNull, type Workspace } from '../state/workspace.ts'

/** A desired object with all that is known of it: what one decision of the plan looks at. */
export interface Subject {
  readonly id: number
  readonly kind: Kind
  readonly anchor: string
  readonly domain: string
  readonly dn: string
  readonly externalId: string | null
  readonly name: string | null
  readonly nameKey: string | null
  readonly externalKey: string | null
  readonly active: boolean
  readonly resource: FlatResource
  readonly lacking: readonly Problem[]
  /** Of our own object at the service: as it was seen in this run, else as it was last known. */
  readonly known: Known | null
  readonly match: {
    readonly scimId: string
    readonly by: 'external_id' | 'name'
    readonly resource: FlatResource
    readonly active: boolean
  } | null
}

export interface Known {
  readonly anchor: string
  readonly scimId: string
  readonly externalId: string | null
  readonly name: string
  readonly standing: 'present' | 'pending' | 'missing'
  /** As this instance left it. */
  readonly resource: FlatResource
  readonly active: boolean
  /** As the service shows it. */
  readonly actual: FlatResource
  readonly actuallyActive: boolean
}

const Standing = z.enum(['present', 'pending', 'missing'])
const MatchedBy = z.enum(['external_id', 'name'])

/** Streams the desired objects of a kind that differ from what is known of them; all others need no decision. */
export function* differingSubjects(kind: Kind, workspace: Workspace): Generator<Subject> {
  const rows = workspace.rows(
    `SELECT d.id, d.kind, d.anchor, d.domain, d.dn, d.external_id, d.external_key, d.name, d.name_key, d.active, d.resource, d.lacking,
       k.anchor AS k_anchor, k.scim_id AS k_scim_id, k.external_id AS k_external_id, k.name AS k_name, k.standing, k.resource AS k_resource,
       k.active AS k_active, k.blocked_at_service, a.resource AS a_resource, a.active AS a_active, x.id AS missing,
       m.scim_id AS m_scim_id, m.matched_by, m.resource AS m_resource, m.active AS m_active
     FROM desired d LEFT JOIN state.known k ON k.id = d.id LEFT JOIN actual a ON a.id = d.id
       LEFT JOIN missing_at_service x ON x.id = d.id LEFT JOIN matching m ON m.id = d.id
     WHERE d.kind = ? AND (k.id IS NULL OR a.id IS NOT NULL OR x.id IS NOT NULL OR k.standing <> 'present' OR d.lacking IS NOT NULL
       OR k.anchor <> d.anchor OR k.resource <> d.resource OR k.active <> d.active OR k.blocked_at_service = 1
       OR EXISTS (SELECT 1 FROM clash c WHERE c.id = d.id))
     ORDER BY d.id`,
    kind
  )
  for (const row of rows) yield subject(kind, row)
}

function subject(kind: Kind, row: Row): Subject {
  return {
    id: integer(row, 'id'),
    kind,
    anchor: text(row, 'anchor'),
    domain: text(row, 'domain'),
    dn: text(row, 'dn'),
    externalId: textOrNull(row, 'external_id'),
    externalKey: textOrNull(row, 'external_key'),
    name: textOrNull(row, 'name'),
    nameKey: textOrNull(row, 'name_key'),
    active: row['active'] === 1,
    resource: readFlat(text(row, 'resource')),
    // Written by the mapping stage of this very run.
    lacking: row['lacking'] === null ? [] : (JSON.parse(text(row, 'lacking')) as Problem[]),
    known: row['k_scim_id'] === null ? null : known(row),
    match:
      row['m_scim_id'] === null
        ? null
        : {
            scimId: text(row, 'm_scim_id'),
            by: MatchedBy.parse(row['matched_by']),
            resource: readFlat(text(row, 'm_resource')),
            active: row['m_active'] === 1
          }
  }
}

function known(row: Row): Known {
  const resource = readFlat(text(row, 'k_resource'))
  const active = row['k_active'] === 1
  return {
    anchor: text(row, 'k_anchor'),
    scimId: text(row, 'k_scim_id'),
    externalId: textOrNull(row, 'k_external_id'),
    name: text(row, 'k_name'),
    standing: row['missing'] === null ? Standing.parse(row['standing']) : 'missing',
    resource,
    active,
    actual: row['a_resource'] === null ? resource : readFlat(text(row, 'a_resource')),
    actuallyActive: row['a_active'] === null ? active && row['blocked_at_service'] !== 1 : row['a_active'] === 1
  }
}
