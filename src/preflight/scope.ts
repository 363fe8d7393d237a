import type { Source } from '../desired/desired-state.ts'
import { text, type Workspace } from '../state/workspace.ts'
import { type Check, pass, warn } from './check.ts'

const SHOWN = 3

/** How many objects of a domain are in scope. */
export function countsIn({ name }: Source, workspace: Workspace): { readonly users: number; readonly groups: number } {
  const count = (kind: string) =>
    workspace.count('SELECT count(*) FROM desired WHERE kind = ? AND domain = ?', kind, name)
  return { users: count('user'), groups: count('group') }
}

/** Objects that lack what the service demands: the run names each and goes on without it. */
export function lackingCheck(workspace: Workspace): Check {
  const lacking = workspace.count('SELECT count(*) FROM desired WHERE lacking IS NOT NULL')
  const all = workspace.count('SELECT count(*) FROM desired')
  if (lacking === 0) {
    const seen = { en: `All ${all} objects have it.`, ja: `${all} 件すべてにあります。` }
    return pass('directory.attributes', seen)
  }
  const rows = workspace.all('SELECT dn FROM desired WHERE lacking IS NOT NULL ORDER BY dn LIMIT ?', SHOWN)
  const names = [...rows.map((row) => text(row, 'dn')), ...(lacking > SHOWN ? ['…'] : [])].join('; ')
  const seen = {
    en: `${lacking} of ${all} objects lack an attribute or have an unusable value: ${names}.`,
    ja: `${all} 件中 ${lacking} 件に、必要な属性がないか、使用できない値があります: ${names}。`
  }
  const remedy = {
    en: 'If it is all of them, the account may not be allowed to read the attribute. Otherwise fill it in; `dirsync plan` names each with its cause. All others are synchronised meanwhile.',
    ja: 'すべてのオブジェクトが該当する場合は、アカウントに属性の読み取り権限がない可能性があります。そうでない場合は値を設定してください。個々の原因は `dirsync plan` で確認できます。ほかのオブジェクトは同期されます。'
  }
  return warn('directory.attributes', seen, remedy)
}
