/** One limit as config.yml has it. */
export type LimitSetting = { readonly floor: number; readonly percent: number; readonly max: number } | 'off'
export type Base = 'company' | 'branch' | 'second'

/** What the configuration of an installation says, as far as histories vary it. */
export interface Settings {
  readonly bases: readonly [Base, ...Base[]]
  readonly userFilter: 'none' | 'not_excluded' | 'sales' | 'scope_group'
  readonly groupFilter: 'none' | 'not_excluded'
  readonly nestedGroups: 'flatten' | 'keep' | 'ignore'
  readonly pageSize: number
  readonly externalId: 'objectGUID' | 'sAMAccountName'
  readonly userName: 'mail' | 'account'
  readonly withTitle: boolean
  readonly expires: boolean
  readonly adopt: { readonly byExternalId: 'auto' | 'plan' | 'never'; readonly byName: 'plan' | 'never' }
  readonly protectUsers: readonly string[]
  readonly protectGroups: readonly string[]
  readonly limits: Readonly<Record<LimitName, LimitSetting>>
  readonly sourceShrink: number
  readonly serviceShrink: number
  readonly disableFirstDays: number
  readonly groupsDeleteAfterDays: number
  readonly configChange: 'approve' | 'off'
  readonly verify: 'always' | 'daily'
  readonly reenable: 'hold' | 'repair'
  readonly missing: 'hold' | 'repair'
  readonly namesTokenOwner: boolean
  readonly concurrency: number
}

export const LIMIT_NAMES = [
  'users.create',
  'users.rename',
  'users.disable',
  'users.delete',
  'groups.create',
  'groups.delete',
  'memberships.remove',
  'group_members.remove'
] as const
export type LimitName = (typeof LIMIT_NAMES)[number]

/** What decides who is in scope and what is made of him: a change of it has to be approved where it takes something away. */
export function scopeAndMapping(settings: Settings): string {
  const { bases, userFilter, groupFilter, nestedGroups, externalId, userName, withTitle, expires } = settings
  return JSON.stringify([
    [...bases].sort(),
    userFilter,
    groupFilter,
    nestedGroups,
    externalId,
    userName,
    withTitle,
    expires
  ])
}

/** With every guard off and everything allowed: how a history ends. */
export function relaxed(settings: Settings): Settings {
  return {
    ...settings,
    adopt: { byExternalId: 'auto', byName: 'never' },
    protectUsers: [],
    protectGroups: [],
    limits: allOff(),
    sourceShrink: 100,
    serviceShrink: 100,
    disableFirstDays: 0,
    groupsDeleteAfterDays: 0,
    configChange: 'off',
    reenable: 'repair',
    missing: 'repair',
    namesTokenOwner: true
  }
}

export function allOff(): Settings['limits'] {
  return {
    'users.create': 'off',
    'users.rename': 'off',
    'users.disable': 'off',
    'users.delete': 'off',
    'groups.create': 'off',
    'groups.delete': 'off',
    'memberships.remove': 'off',
    'group_members.remove': 'off'
  }
}

export interface Place {
  readonly port: number
  readonly userDn: string
  readonly baseDns: readonly string[]
  readonly scopeGroupDn: string
  readonly baseUrl: string
  readonly tokenOwner: string
}

/** The settings as config.yml. */
export function configText(settings: Settings, place: Place): string {
  const { limits } = settings
  const filters = [
    ...(settings.userFilter === 'none' ? [] : [`user: '${userFilterText(settings, place)}'`]),
    ...(settings.groupFilter === 'none' ? [] : [`group: '!(description=excluded)'`])
  ]
  return `
ad:
  ldap:
    server:
      addresses: ['127.0.0.1']
      port: ${place.port}
      user: '${place.userDn}'
      encryption: none
      timeout: 1
      connect_timeout: 5
    base_dn: [${place.baseDns.map((dn) => `'${dn}'`).join(', ')}]
    nested_groups: ${settings.nestedGroups}
    page_size: ${settings.pageSize}
    ${filters.length === 0 ? '' : `filter: { ${filters.join(', ')} }`}
iid:
  scim:
    base_url: '${place.baseUrl}'
    requests_per_second: 5000
    concurrency: ${settings.concurrency}
    timeout: 1
    ${settings.namesTokenOwner ? `token_owner: ${place.tokenOwner}` : ''}
    adopt: { by_external_id: ${settings.adopt.byExternalId}, by_name: ${settings.adopt.byName} }
    protect: { users: [${settings.protectUsers.map((name) => `'${name}'`).join(', ')}], groups: [${settings.protectGroups.map((name) => `'${name}'`).join(', ')}] }
    attribute:
      user:
        default:
          preferredLanguage: 'ja-JP'
          emails: [{ primary: true }]
        ad_bind:
          externalId: ${settings.externalId}
          userName: ${settings.userName === 'mail' ? 'mail' : `{ from: sAMAccountName, convert: [{ template: '{value}@example.com' }] }`}
          name: { familyName: sn }
          ${settings.withTitle ? 'title: title' : ''}
          department: department
          emails: [{ value: mail }]
        active: { disabled_when: [userAccountControl${settings.expires ? ', accountExpires' : ''}] }
      group:
        ad_bind:
          externalId: ${settings.externalId}
          displayName: cn
safety:
  users: { create: ${limit(limits['users.create'])}, rename: ${limit(limits['users.rename'])}, disable: ${limit(limits['users.disable'])}, delete: ${limit(limits['users.delete'])} }
  groups: { create: ${limit(limits['groups.create'])}, delete: ${limit(limits['groups.delete'])}, delete_after: ${settings.groupsDeleteAfterDays} }
  memberships: { remove: ${limit(limits['memberships.remove'])} }
  group_members: { remove: ${limit(limits['group_members.remove'])} }
  source_shrink: ${settings.sourceShrink}
  service_shrink: ${settings.serviceShrink}
  disable_first: ${settings.disableFirstDays}
  config_change: ${settings.configChange}
state:
  verify: ${settings.verify}
  drift: { reenable: ${settings.reenable}, missing: ${settings.missing} }
`
}

function userFilterText(settings: Settings, place: Place): string {
  if (settings.userFilter === 'sales') return 'department=sales'
  if (settings.userFilter === 'not_excluded') return '!(employeeType=excluded)'
  return `memberOf:1.2.840.113556.1.4.1941:=${place.scopeGroupDn}`
}

function limit(setting: LimitSetting): string {
  return setting === 'off' ? 'off' : `{ floor: ${setting.floor}, percent: ${setting.percent}, max: ${setting.max} }`
}
