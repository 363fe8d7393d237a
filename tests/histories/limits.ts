import type { Deed } from './approvals.ts'
import type { LimitName, Settings } from './settings.ts'

const DAY_MS = 24 * 60 * 60_000

/** Something done at the service that a limit counts. */
export interface Counted {
  readonly at: number
  readonly limit: LimitName
  /** Of whom: several requests about one object are one. */
  readonly who: string
  readonly deed: Deed
  readonly approved: boolean
  /** The product was told that it went through. */
  readonly answered: boolean
  /** Of a membership removed. */
  readonly group: string | null
}

/** How many there are to take a percentage of. */
export interface Known {
  readonly users: number
  readonly activeUsers: number
  readonly groups: number
  readonly memberships: number
  membersOf(group: string): number
}

/**
 * The rule as it is promised: with what was done in the last 24 hours without an approval, no more than
 * max(floor, min(max, percent of the known)).
 */
export function brokenLimits(
  done: readonly Counted[],
  before: readonly Counted[],
  known: Known,
  settings: Settings,
  options: { readonly now: number; readonly firstLoad: boolean }
): string[] {
  const broken: string[] = []
  const unapproved = done.filter(({ approved }) => !approved)
  const recent = before.filter(({ approved, at }) => !approved && at > options.now - DAY_MS)
  for (const limit of new Set(unapproved.map((each) => each.limit))) {
    if (options.firstLoad && limit.endsWith('.create')) continue
    const setting = settings.limits[limit]
    if (setting === 'off') continue
    const allowed = (of: number) =>
      Math.max(setting.floor, Math.min(setting.max, Math.floor((of * setting.percent) / 100)))
    const now = unapproved.filter((each) => each.limit === limit)
    const earlier = recent.filter((each) => each.limit === limit)
    if (limit === 'group_members.remove') {
      for (const group of new Set(now.map((each) => each.group ?? ''))) {
        const ofGroup = (each: Counted) => each.group === group
        const actual = now.filter(ofGroup).length + earlier.filter(ofGroup).length
        const most = allowed(known.membersOf(group) + earlier.filter(ofGroup).length)
        if (actual > most) broken.push(`${limit}: group ${group} lost ${actual} members, allowed are ${most}`)
      }
      continue
    }
    const actual = new Set(now.map(({ who }) => who)).size + new Set(earlier.map(({ who, at }) => `${at} ${who}`)).size
    const most = allowed(knownOf(limit, known))
    if (actual > most)
      broken.push(
        `${limit}: ${actual} within 24 hours without an approval, allowed are ${most}: ${now.map(({ deed }) => deed).join(', ')}`
      )
  }
  return broken
}

function knownOf(limit: LimitName, known: Known): number {
  if (limit === 'users.disable') return known.activeUsers
  if (limit === 'memberships.remove') return known.memberships
  return limit.startsWith('users.') ? known.users : known.groups
}
