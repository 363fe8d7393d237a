import { userInfo } from 'node:os'
import process from 'node:process'
import { taskAccount } from '../secrets/task-account.ts'
import { nameOf, ownGroups, ownSid, type Sid } from '../windows/accounts.ts'
import { inShort } from '../windows/call.ts'
import { rightsOf } from '../windows/rights.ts'
import { type Check, fail, pass, skip, warn } from './check.ts'

const ON_WINDOWS = process.platform === 'win32'

/** Whom this process runs as: `DOMAIN\name`, elsewhere the user's name. */
export function accountName(): string {
  if (ON_WINDOWS) {
    const sid = ownSid()
    if (sid.ok) return nameOf(sid.value)
  }
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`
  }
}

/** The account, and what it is a member of. */
export function accountCheck(): Check {
  const groups = memberships().join(', ')
  const account = accountName()
  return pass('host.account', {
    en: `${account}, a member of: ${groups || 'nothing'}.`,
    ja: `${account}。所属グループ: ${groups || 'なし'}。`
  })
}

function memberships(): string[] {
  if (!ON_WINDOWS) return (process.getgroups?.() ?? []).map((gid) => `gid ${gid}`)
  const groups = ownGroups()
  return groups.ok ? groups.value.map(nameOf) : []
}

/** The right to run as a batch job: the task's account's where one is installed, else that of the account which runs the check. */
export function rightsCheck(data: string): Check {
  if (!ON_WINDOWS) return skip('host.rights', { en: 'Windows only.', ja: 'Windows のみの確認です。' })
  const own = ownSid()
  if (!own.ok) return skip('host.rights', unknown(inShort(own)))
  const account = taskAccount(data) ?? own.value
  const groups = account === own.value ? ownGroups() : null
  const holders: Sid[] = [account, ...(groups?.ok === true ? groups.value : [])]
  const rights: string[] = []
  for (const sid of holders) {
    const held = rightsOf(sid)
    if (!held.ok) return skip('host.rights', unknown(inShort(held)), nameOf(account))
    rights.push(...held.value)
  }
  return judgeRights(nameOf(account), rights, groups !== null)
}

/** @param groupsCounted whether the rights of the account's groups are among them: another account's can't be told from here */
export function judgeRights(account: string, rights: readonly string[], groupsCounted: boolean): Check {
  const grant = {
    en: 'If the scheduled task runs as this account, grant it with Grant-DirSyncBatchRight (as an administrator); else nothing has to be done.',
    ja: 'タスクをこのアカウントで実行する場合は、管理者として Grant-DirSyncBatchRight を実行して権限を付与してください。それ以外の場合、対処は不要です。'
  }
  if (rights.includes('SeDenyBatchLogonRight')) {
    const seen = {
      en: `${account} is denied to log on as a batch job (SeDenyBatchLogonRight), which beats every grant.`,
      ja: `${account} は「バッチ ジョブとしてのログオンを拒否」(SeDenyBatchLogonRight) の対象です。拒否は許可より優先されます。`
    }
    const remedy = {
      en: 'Take the account, or its group, out of "Deny log on as a batch job" (secpol.msc or the group policy that defines it: Local Policies, User Rights Assignment). Until then the task does not start.',
      ja: '「バッチ ジョブとしてのログオンを拒否」から、このアカウントまたはその所属グループを外してください (secpol.msc、または定義しているグループポリシーの「ローカル ポリシー」の「ユーザー権利の割り当て」)。それまでタスクは開始されません。'
    }
    return fail('host.rights', seen, remedy, account)
  }
  if (rights.includes('SeBatchLogonRight'))
    return pass('host.rights', { en: 'SeBatchLogonRight is held.', ja: 'SeBatchLogonRight があります。' }, account)
  const seen = {
    en: `${account} does not hold SeBatchLogonRight${groupsCounted ? '' : ' itself; whether a group of it does is not seen from here'}.`,
    ja: `${account} に SeBatchLogonRight がありません${groupsCounted ? '' : ' (所属グループの権限はここでは確認できません)'}。`
  }
  // Who looks by hand need not be able to run as a task.
  return warn('host.rights', seen, grant, account)
}

function unknown(cause: string) {
  return { en: `It can't be told: ${cause}.`, ja: `確認できません: ${cause}。` }
}
