import { OUT_OF_SCOPE } from './oracle.ts'
import type { Step } from './step.ts'

const NOTHING = { writes: [] } as const

/**
 * Of groups: names, members, nesting, cycles. They begin where the users' states end. The first of a group's removals goes alone, since a
 * server might take it for all of them; hence two requests for two and more.
 */
export const GROUP_STATES: readonly Step[] = [
  {
    title: 'a group is created, then its members are added',
    change: (staged) =>
      staged.addGroup('project', 'groups', { cn: '新規プロジェクト', member: ['taro', 'jiro', 'outsider', 'printer'] }),
    follows: { writes: ['POST group project', 'PATCH group project'], groups: { create: 1 }, memberships: { add: 2 } }
  },
  {
    title: 'an empty group is created, in one request',
    change: (staged) => staged.addGroup('committee', 'groups', { cn: '委員会' }),
    follows: { writes: ['POST group committee'], groups: { create: 1 } }
  },
  {
    title: 'a group of special characters is created, with a user of such a DN',
    change: (staged) =>
      staged.addGroup('special', 'groups', {
        cn: 'R&D, "第一" <課> + #1 \\ =',
        sAMAccountName: 'special',
        member: ['jiro']
      }),
    follows: { writes: ['POST group special', 'PATCH group special'], groups: { create: 1 }, memberships: { add: 1 } }
  },
  {
    title: 'a renamed group is changed, not made anew',
    change: (staged) => staged.rename('project', '大規模プロジェクト'),
    follows: { writes: ['PATCH group project'], groups: { update: 1 } }
  },
  {
    title: 'a group’s name in other case',
    change: async (staged) => {
      await staged.rename('committee', 'Committee')
    },
    follows: { writes: ['PATCH group committee'], groups: { update: 1 } }
  },
  {
    title: 'and again',
    change: (staged) => staged.rename('committee', 'COMMITTEE'),
    follows: { writes: ['PATCH group committee'], groups: { update: 1 } }
  },
  {
    title: 'another account name and mail of a group are of no concern',
    change: (staged) => staged.set('committee', { sAMAccountName: 'iinkai', mail: 'iinkai@example.jp' }),
    follows: NOTHING
  },
  {
    title: 'a member is added: the group alone is written',
    change: (staged) => staged.addMember('committee', 'hanako'),
    follows: { writes: ['PATCH group committee'], groups: { update: 1 }, memberships: { add: 1 } }
  },
  {
    title: 'a member is removed',
    change: (staged) => staged.removeMember('committee', 'hanako'),
    follows: { writes: ['PATCH group committee'], groups: { update: 1 }, memberships: { remove: 1 } }
  },
  {
    title: 'renamed, one member for another: three requests to the one group',
    change: async (staged) => {
      await staged.rename('project', '小規模プロジェクト')
      await staged.removeMember('project', 'taro')
      await staged.addMember('project', 'hanako')
    },
    follows: {
      writes: ['PATCH group project', 'PATCH group project', 'PATCH group project'],
      groups: { update: 1 },
      memberships: { add: 1, remove: 1 }
    }
  },
  {
    title: 'a computer, a contact and somebody outside the scope as members are of no concern',
    change: (staged) => staged.addMember('committee', 'outsider', 'printer', 'contact'),
    follows: NOTHING
  },
  {
    title: 'a group within the group: its users come along',
    change: (staged) => staged.addMember('committee', 'project'),
    follows: { writes: ['PATCH group committee'], groups: { update: 1 }, memberships: { add: 2 } }
  },
  {
    title: 'a member of the inner group is a member of both',
    change: (staged) => staged.addMember('project', 'mari'),
    follows: {
      writes: ['PATCH group committee', 'PATCH group project'],
      groups: { update: 2 },
      memberships: { add: 2 }
    }
  },
  {
    title: 'who is a member by two ways loses one of them: nothing to write',
    change: async (staged) => {
      await staged.addMember('committee', 'mari')
      await staged.removeMember('committee', 'project')
      await staged.addMember('committee', 'project')
    },
    follows: NOTHING
  },
  {
    title: 'the group within the group leaves: its users go, but for the direct member',
    change: (staged) => staged.removeMember('committee', 'project'),
    follows: {
      writes: ['PATCH group committee', 'PATCH group committee'],
      groups: { update: 1 },
      memberships: { remove: 2 }
    }
  },
  {
    title: 'a cycle is closed: both have the users of both',
    change: async (staged) => {
      await staged.addMember('committee', 'project')
      await staged.addMember('project', 'committee', 'sales staff')
    },
    follows: {
      writes: ['PATCH group committee', 'PATCH group project'],
      groups: { update: 2 },
      memberships: { add: 8 }
    }
  },
  {
    title: 'the cycle is opened',
    change: (staged) => staged.removeMember('project', 'committee'),
    follows: NOTHING
  },
  {
    title: 'a group outside the scope that nesting leads through gets a member',
    change: (staged) => staged.addMember('bridge', 'mari'),
    follows: { writes: ['PATCH group through'], groups: { update: 1 }, memberships: { add: 1 } }
  },
  {
    title: 'a group leaves the scope by a move: deleted at once; the group around it keeps its users',
    change: (staged) => staged.move('project', 'outside'),
    follows: { writes: ['DELETE group project'], groups: { delete: 1 } }
  },
  {
    title: 'it returns: created, with its members',
    change: (staged) => staged.move('project', 'groups'),
    follows: {
      writes: ['POST group project', 'PATCH group project'],
      groups: { create: 1 },
      memberships: { add: 6 }
    }
  },
  {
    title: 'a group leaves the scope by the filter',
    change: (staged) => staged.set('special', { description: OUT_OF_SCOPE }),
    follows: { writes: ['DELETE group special'], groups: { delete: 1 } }
  },
  {
    title: 'two groups of one name: the present holder keeps it, the other is told',
    change: (staged) => staged.addGroup('namesake', 'sales', { cn: 'committee', sAMAccountName: 'namesake' }),
    follows: {
      writes: [],
      groups: { failed: 1 },
      exitCode: 3,
      problems: ['plan.clash'],
      although: ({ groups }, guidOf) => groups.delete(guidOf('namesake'))
    }
  },
  {
    title: 'the holder is deleted and the namesake stays: the same group made again',
    change: (staged) => staged.remove('committee'),
    follows: {
      writes: ['PATCH group namesake', 'PATCH group namesake', 'PATCH group namesake'],
      groups: { rekey: 1 },
      memberships: { remove: 6 }
    }
  },
  {
    title: 'a group is deleted: at once, and no group around it loses anybody else',
    change: (staged) => staged.remove('sales staff'),
    follows: {
      writes: [
        'DELETE group sales staff',
        ...['PATCH group everybody', 'PATCH group everybody', 'PATCH group project', 'PATCH group project']
      ],
      groups: { delete: 1, update: 2 },
      memberships: { remove: 6 }
    }
  },
  {
    title: 'a member of many groups is deleted: one request, no group is written',
    change: (staged) => staged.remove('mari'),
    follows: { writes: ['DELETE user mari'], users: { delete: 1 } }
  },
  {
    title: 'a day passes, and the service is read whole: nothing to write',
    change: async () => {},
    hoursLater: 25,
    follows: NOTHING
  }
]
