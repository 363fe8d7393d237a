import type { IijIdOptions } from '../support/service/options.ts'
import { Drafts } from './drafts.ts'
import type { History, Stage, Step } from './history.ts'
import { Random } from './random.ts'
import { LIMIT_NAMES, type LimitSetting, type Settings } from './settings.ts'

/** The history of a seed: always the same. */
export function historyOf(seed: number): History {
  const random = new Random(seed)
  const stage = stageOf(random)
  const drafts = new Drafts(random, stage)
  const steps: Step[] = [...drafts.beginning(), ...drafts.firstRuns()]
  const scenes = random.between(2, 6)
  for (let scene = 0; scene < scenes; scene++) steps.push(...drafts.scene())
  return { seed, stage, steps }
}

function stageOf(random: Random): Stage {
  const first = settingsOf(random, random.chance(0.3) ? ['company', 'branch'] : ['company'])
  const second = random.chance(0.25) ? [settingsOf(random, ['second'])] : []
  return {
    directory: {
      maxPageSize: random.pick([2, 3, 1000]),
      maxValRange: random.pick([2, 3, 1500]),
      seesDeleted: random.chance(0.6),
      recycleBin: random.chance(0.3)
    },
    service: serviceOf(random),
    instances: [first, ...second]
  }
}

function serviceOf(random: Random): IijIdOptions {
  const shown = random.chance(0.2)
  return {
    pending: {
      shown,
      memberships: random.pick(['kept', 'dropped'] as const)
    },
    paging: {
      cap: random.pick([2, 3, 5, 100]),
      honoursCount: random.chance(0.8),
      rightItemsPerPage: random.chance(0.8)
    },
    filters: random.weighted([
      [7, 'supported'],
      [2, 'refused'],
      [1, 'ignored']
    ] as const),
    patch: random.weighted<NonNullable<IijIdOptions['patch']>>([
      [7, 'supported'],
      [1, 'unadvertised'],
      [1, 501],
      [1, 405]
    ]),
    patchAnswer: {
      users: random.pick(['resource', 'no-content'] as const),
      groups: random.pick(['resource', 'no-content'] as const)
    },
    bareRemove: random.pick(['empties', 'removes-listed'] as const),
    etags: random.chance(0.7),
    exactExternalIdFilter: random.chance(0.7),
    me: random.weighted<NonNullable<IijIdOptions['me']>>([
      [6, 'owner'],
      [2, 501],
      [1, 404]
    ])
  }
}

function settingsOf(random: Random, bases: Settings['bases']): Settings {
  return {
    bases,
    userFilter: random.weighted([
      [4, 'none'],
      [3, 'not_excluded'],
      [1, 'sales'],
      [1, 'scope_group']
    ] as const),
    groupFilter: random.pick(['none', 'not_excluded'] as const),
    nestedGroups: random.pick(['flatten', 'keep', 'ignore'] as const),
    pageSize: random.pick([2, 3, 5, 500]),
    externalId: random.chance(0.85) ? 'objectGUID' : 'sAMAccountName',
    userName: random.chance(0.8) ? 'mail' : 'account',
    withTitle: random.chance(0.5),
    expires: random.chance(0.5),
    adopt: {
      byExternalId: random.weighted([
        [6, 'auto'],
        [2, 'plan'],
        [1, 'never']
      ] as const),
      byName: random.chance(0.3) ? 'plan' : 'never'
    },
    protectUsers: random.chance(0.3) ? [random.pick(['u1@example.jp', 'u2*', 'u3*'])] : [],
    protectGroups: random.chance(0.15) ? [random.pick(['group g1', 'group g2*'])] : [],
    limits: limitsOf(random),
    sourceShrink: random.pick([30, 60, 100]),
    serviceShrink: random.pick([5, 30, 100]),
    disableFirstDays: random.weighted([
      [7, 0],
      [2, 1],
      [1, 3]
    ] as const),
    groupsDeleteAfterDays: random.chance(0.8) ? 0 : 1,
    configChange: random.chance(0.75) ? 'approve' : 'off',
    verify: random.chance(0.35) ? 'always' : 'daily',
    reenable: random.chance(0.6) ? 'hold' : 'repair',
    missing: random.chance(0.6) ? 'hold' : 'repair',
    namesTokenOwner: random.chance(0.5),
    concurrency: random.chance(0.85) ? 1 : 4
  }
}

export function limitsOf(random: Random): Settings['limits'] {
  const tight = random.chance(0.5)
  const setting = (): LimitSetting => {
    if (random.chance(tight ? 0.1 : 0.6)) return 'off'
    return { floor: random.pick([0, 1, 1, 2, 3]), percent: random.pick([5, 20, 50]), max: random.pick([2, 500]) }
  }
  const [create, rename, disable, deletes, groupCreate, groupDelete, memberships, groupMembers] =
    LIMIT_NAMES.map(setting)
  return {
    'users.create': create ?? 'off',
    'users.rename': rename ?? 'off',
    'users.disable': disable ?? 'off',
    'users.delete': deletes ?? 'off',
    'groups.create': groupCreate ?? 'off',
    'groups.delete': groupDelete ?? 'off',
    'memberships.remove': memberships ?? 'off',
    'group_members.remove': groupMembers ?? 'off'
  }
}
