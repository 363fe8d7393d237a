import { z } from 'zod'
import type { Config } from '../config/config.ts'
import { nameKey } from '../model/names.ts'
import type { ScimService } from '../service/service.ts'
import { text, type Workspace } from '../state/workspace.ts'

/** Whose token it is. While that is not known, or he is no user of the service, no user is deleted or disabled. */
export type TokenOwner =
  | { readonly kind: 'known'; readonly userName: string; readonly scimId: string }
  | { readonly kind: 'unknown'; readonly named: string | null }

const JwtClaims = z.object({
  preferred_username: z.string().optional(),
  username: z.string().optional(),
  email: z.string().optional(),
  sub: z.string().optional()
})

/** By `iid.scim.token_owner`, else as the service tells (`/Me`), else by the first claim of a JWT that leads to exactly one user. */
export async function findTokenOwner(
  config: Config,
  token: string,
  service: ScimService,
  serviceRead: boolean,
  workspace: Workspace
): Promise<TokenOwner> {
  const configured = config.scim.tokenOwner
  if (configured !== null)
    return (await userNamed(configured, service, serviceRead, workspace)) ?? { kind: 'unknown', named: configured }
  const me = await service.me()
  if (me.kind === 'done' && me.value !== null) return { kind: 'known', userName: me.value.name, scimId: me.value.id }
  const claims = jwtClaims(token)
  for (const name of [claims.preferred_username, claims.username, claims.email, claims.sub]) {
    if (name === undefined || name === '') continue
    const user = await userNamed(name, service, serviceRead, workspace)
    if (user !== null) return user
  }
  return { kind: 'unknown', named: null }
}

async function userNamed(
  name: string,
  service: ScimService,
  serviceRead: boolean,
  workspace: Workspace
): Promise<TokenOwner | null> {
  if (serviceRead) {
    const rows = workspace.all(
      `SELECT scim_id, name FROM service_object WHERE kind = 'user' AND name_key = ? LIMIT 2`,
      nameKey(name)
    )
    const row = rows[0]
    return rows.length === 1 && row !== undefined
      ? { kind: 'known', userName: text(row, 'name'), scimId: text(row, 'scim_id') }
      : null
  }
  const found = await service.find('user', 'userName', name)
  const user = found.kind === 'done' && found.value.length === 1 ? found.value[0] : undefined
  return user === undefined ? null : { kind: 'known', userName: user.name, scimId: user.id }
}

/** The claims of a JSON Web Token (RFC 7519), unverified: they only name a user, who is then looked up. Nothing for any other token. */
function jwtClaims(token: string): z.infer<typeof JwtClaims> {
  const payload = token.split('.')[1]
  if (payload === undefined) return {}
  try {
    return JwtClaims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
  } catch {
    return {}
  }
}
