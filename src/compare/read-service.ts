import { KINDS, nameKey } from '../model/names.ts'
import type { Problem } from '../problems/problem.ts'
import type { ScimService, ServiceObject } from '../service/service.ts'
import type { Workspace } from '../state/workspace.ts'

/** Streams all users and groups of the service into `service_object` and `service_member`. @returns the doubt that ends the run, or null. */
export async function readService(service: ScimService, workspace: Workspace): Promise<Problem | null> {
  for (const kind of KINDS) {
    const read = await service.readAll(kind, {
      restart: () => forget(kind, workspace),
      page: (resources) =>
        workspace.transaction(() => {
          for (const resource of resources) addServiceObject(kind, resource, workspace)
        })
    })
    if (read.kind === 'doubt') return read.problem
  }
  workspace.exec('CREATE INDEX IF NOT EXISTS service_external ON service_object (kind, external_key)')
  workspace.exec('CREATE INDEX IF NOT EXISTS service_name ON service_object (kind, name_key)')
  return null
}

/** Adds one, or puts it in the place of what was read of it before. */
export function addServiceObject(kind: 'user' | 'group', object: ServiceObject, workspace: Workspace): void {
  workspace.run('DELETE FROM service_object WHERE scim_id = ?', object.id)
  workspace.run(
    'INSERT INTO service_object (scim_id, kind, external_key, name, name_key, active, pending, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    object.id,
    kind,
    object.externalId === null || object.externalId === '' ? null : nameKey(object.externalId),
    object.name,
    nameKey(object.name),
    object.active ? 1 : 0,
    object.pendingDeletion ? 1 : 0,
    JSON.stringify(kind === 'group' ? { ...object.raw, members: undefined } : object.raw)
  )
  for (const member of object.members) workspace.run('INSERT INTO service_member VALUES (?, ?)', object.id, member)
}

function forget(kind: 'user' | 'group', workspace: Workspace): void {
  if (kind === 'group') workspace.run('DELETE FROM service_member')
  workspace.run('DELETE FROM service_object WHERE kind = ?', kind)
}
