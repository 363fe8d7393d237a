import type { Source } from '../desired/desired-state.ts'
import { groupScope } from '../desired/scope.ts'
import { guidFromBytes, memberDn, memberGuidBytes } from '../directory/guid.ts'
import { isUnder } from '../ldap/dn.ts'
import type { Guid } from '../model/names.ts'
import type { Workspace } from '../state/workspace.ts'
import { type Check, fail, pass, skip } from './check.ts'

/** So many members outside the scope are looked up at most: enough to tell a hidden OU. */
const LOOKED_UP_AT_MOST = 1000
const SHOWN = 3

/**
 * Whether the account sees what it must. A group shows its members by name even where they themselves are hidden: one that lies below a base
 * and can't be looked up is hidden from this account. Throws Stop.
 */
export async function visibilityCheck({ domain, session }: Source, workspace: Workspace): Promise<Check> {
  const object = domain.name
  if (!session.controller.supportsExtendedDn)
    return skip(
      'directory.visibility',
      { en: 'This server does not tell the GUIDs of members.', ja: 'このサーバーはメンバーの GUID を返しません。' },
      object
    )
  const outside = new Map<Guid, string>()
  let members = 0
  for (const base of domain.bases) {
    const pages = session.search({
      base,
      scope: 'subtree',
      filter: groupScope(domain),
      attributes: ['member'],
      extendedDn: true
    })
    for await (const page of pages)
      for (const entry of page)
        for (const value of entry.attributes.get('member') ?? []) {
          members++
          const guid = memberGuidBytes(value)
          if (guid === null || outside.size >= LOOKED_UP_AT_MOST) continue
          const dn = memberDn(value)
          if (!domain.bases.some((each) => isUnder(dn, each))) continue
          if (workspace.get('SELECT 1 FROM desired WHERE guid = ?', guid) === undefined)
            outside.set(guidFromBytes(guid), dn)
        }
  }
  const found = await session.lookUp([...outside.keys()])
  const hidden = [...outside].filter(([guid]) => !found.has(guid)).map(([, dn]) => dn)
  if (hidden.length === 0) {
    const seen = {
      en: `All of ${members} memberships lead to visible objects.`,
      ja: `${members} 件のメンバーシップの対象はすべて見えます。`
    }
    return pass('directory.visibility', seen, object)
  }
  const names = [...hidden.slice(0, SHOWN), ...(hidden.length > SHOWN ? ['…'] : [])].join('; ')
  const seen = {
    en: `${hidden.length} members of groups in scope are hidden from this account: ${names}.`,
    ja: `対象グループのメンバー ${hidden.length} 件が、このアカウントからは見えません: ${names}。`
  }
  const remedy = {
    en: 'Give the account that reads the directory the rights "List contents" and "Read all properties" in the OUs of these objects. Whom it cannot see, a run takes for departed.',
    ja: 'これらのオブジェクトがある OU で、ディレクトリを読み取るアカウントに「内容の一覧表示」と「すべてのプロパティの読み取り」の権限を与えてください。見えないオブジェクトは、同期の対象から外れたものとして扱われます。'
  }
  return fail('directory.visibility', seen, remedy, object)
}
