import type { TokenOwner } from '../compare/token-owner.ts'
import type { Config } from '../config/config.ts'
import { type Kind, nameKey } from '../model/names.ts'

/** What the administrator decided, and the moment of the plan. */
export interface Policy {
  readonly config: Config
  readonly owner: TokenOwner
  readonly serviceRead: boolean
  /** Tries what is in quarantine before its time. */
  readonly full: boolean
  readonly now: Date
}

export type Protection = (
  kind: Kind,
  names: { readonly scimId: string | null; readonly name: string | null; readonly externalId: string | null }
) => boolean

/** `iid.scim.protect` and the token's owner. `*` stands for any run of characters; case does not count. */
export function compileProtection(policy: Policy): Protection {
  const patterns: Record<Kind, RegExp[]> = {
    user: policy.config.protect.users.map(wildcard),
    group: policy.config.protect.groups.map(wildcard)
  }
  const { owner } = policy
  return (kind, { scimId, name, externalId }) => {
    if (kind === 'user' && owner.kind === 'known') {
      if (scimId === owner.scimId || (name !== null && nameKey(name) === nameKey(owner.userName))) return true
    }
    return [name, externalId].some(
      (value) => value !== null && patterns[kind].some((pattern) => pattern.test(nameKey(value)))
    )
  }
}

function wildcard(pattern: string): RegExp {
  return new RegExp(`^${nameKey(pattern).split('*').map(RegExp.escape).join('.*')}$`, 'su')
}
