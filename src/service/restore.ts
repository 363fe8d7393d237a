import type { ScimId } from '../model/names.ts'
import { changesBetween } from '../model/resource.ts'
import type { Client } from './client.ts'
import { create, type Wanted } from './create.ts'
import type { Features } from './discover.ts'
import { flatten } from './flat.ts'
import type { Answer, ServiceObject } from './service.ts'
import { nameIn, update } from './update.ts'

/**
 * See ScimService.restore. One who answers GET all the same is updated and made active; one who doesn't is POSTed with his userName and
 * externalId. Then he is looked at. The object given back has another id when the service made a new user instead.
 */
export async function restore(
  client: Client,
  features: Features,
  id: ScimId,
  wanted: Wanted
): Promise<Answer<ServiceObject>> {
  if (client.profile.restore === 'create') return create(client, 'user', wanted)
  const target = { kind: 'user', name: nameIn('user', wanted.resource) ?? id } as const
  const held = await client.get(target, id)
  if (held.kind === 'done') {
    const known = flatten(held.value, Object.keys(wanted.resource), null, wanted.resource)
    const changes = changesBetween(known, wanted.resource)
    const answer = await update(client, features, 'user', id, {
      changes,
      active: wanted.active,
      wanted: wanted.resource,
      known
    })
    if (answer.kind !== 'done') return answer
    return verified(client, target, id, wanted)
  }
  if (held.kind !== 'gone') return held
  const answer = await create(client, 'user', wanted)
  return answer.kind === 'done' ? verified(client, target, answer.value.id, wanted) : answer
}

async function verified(
  client: Client,
  target: { readonly kind: 'user'; readonly name: string },
  id: ScimId,
  wanted: Wanted
): Promise<Answer<ServiceObject>> {
  const held = await client.get(target, id)
  if (held.kind === 'gone')
    return {
      kind: 'unanswered',
      attempts: held.attempts,
      problem: { code: 'service.restore_unproven', object: target.name }
    }
  if (held.kind !== 'done' || (!held.value.pendingDeletion && held.value.active === wanted.active)) return held
  return {
    kind: 'unanswered',
    attempts: held.attempts,
    problem: { code: 'service.restore_unproven', object: target.name }
  }
}
