import { fileTime } from '../support/directory/identifiers.ts'
import { OUT_OF_SCOPE } from './oracle.ts'
import type { Step } from './step.ts'

const NOTHING = { writes: [] } as const
const NEVER = '9223372036854775807'

/** Of users: attributes, the account's state, the scope, departures and returns. They begin at `stage` and build on one another. */
export const USER_STATES: readonly Step[] = [
  {
    title: 'a joiner is created',
    change: (staged) =>
      staged.addUser('akira', 'sales', {
        cn: '渡辺 明',
        sn: '渡辺',
        givenName: '明',
        mail: 'akira@example.jp',
        department: '営業部'
      }),
    follows: { writes: ['POST user akira'], users: { create: 1 } }
  },
  {
    title: 'a joiner in a nested group is created and becomes a member of the group and of the one around it',
    change: async (staged) => {
      await staged.addUser('emi', 'dev', { cn: '伊藤 恵美', sn: '伊藤', givenName: '恵美', mail: 'emi@example.jp' })
      await staged.addMember('developers', 'emi')
    },
    follows: {
      writes: ['POST user emi', 'PATCH group developers', 'PATCH group everybody'],
      users: { create: 1 },
      groups: { update: 2 },
      memberships: { add: 2 }
    }
  },
  {
    title: 'a joiner who is disabled is created disabled, in one request',
    change: (staged) =>
      staged.addUser('later', 'dev', {
        cn: '入社 予定',
        sn: '入社',
        mail: 'later@example.jp',
        userAccountControl: 514
      }),
    follows: { writes: ['POST user later'], users: { create: 1 } }
  },
  {
    title: 'another department',
    change: (staged) => staged.set('taro', { department: '開発部' }),
    follows: { writes: ['PATCH user taro'], users: { update: 1 } }
  },
  {
    title: 'a department with every character that is special somewhere',
    change: (staged) => staged.set('taro', { department: 'R&D "第一" <課> \\ + # ; = \' 100% 𠮷' }),
    follows: { writes: ['PATCH user taro'], users: { update: 1 } }
  },
  {
    title: 'a marriage: another family name, and with it another DN',
    change: async (staged) => {
      await staged.rename('hanako', '鈴木, 花子')
      await staged.set('hanako', { sn: '鈴木', displayName: '鈴木 花子' })
    },
    follows: { writes: ['PATCH user hanako'], users: { update: 1 } }
  },
  {
    title: 'another common name alone, of special characters, is of no concern',
    change: (staged) => staged.rename('jiro', 'Jirō "J" Suzuki + #2, \\ R&D'),
    follows: NOTHING
  },
  {
    title: 'attributes that nothing is bound to are of no concern',
    change: (staged) =>
      staged.set('jiro', {
        userPrincipalName: 'j.suzuki@corp.example.com',
        physicalDeliveryOfficeName: '東京',
        sAMAccountName: 'jsuzuki'
      }),
    follows: NOTHING
  },
  {
    title: 'a move to another department’s OU is of no concern',
    change: (staged) => staged.move('taro', 'dev'),
    follows: NOTHING
  },
  {
    title: 'a renamed OU, and so other DNs for all below it, is of no concern',
    change: (staged) => staged.renameOu('dev', '研究, 開発部'),
    follows: NOTHING
  },
  {
    title: 'another address: userName and e-mail in one request',
    change: (staged) => staged.set('hanako', { mail: 'hanako.suzuki@example.com' }),
    follows: { writes: ['PATCH user hanako'], users: { update: 1 } }
  },
  {
    title: 'the same address in other case',
    change: (staged) => staged.set('hanako', { mail: 'Hanako.Suzuki@example.com' }),
    follows: { writes: ['PATCH user hanako'], users: { update: 1 } }
  },
  {
    title: 'no title any more',
    change: (staged) => staged.set('taro', { title: null }),
    follows: { writes: ['PATCH user taro'], users: { update: 1 } }
  },
  {
    title: 'no given name any more',
    change: (staged) => staged.set('taro', { givenName: null }),
    follows: { writes: ['PATCH user taro'], users: { update: 1 } }
  },
  {
    title: 'a first telephone number',
    change: (staged) => staged.set('hanako', { telephoneNumber: '06-6543-2100' }),
    follows: { writes: ['PATCH user hanako'], users: { update: 1 } }
  },
  {
    title: 'another telephone number',
    change: (staged) => staged.set('taro', { telephoneNumber: '03-9876-5432' }),
    follows: { writes: ['PATCH user taro'], users: { update: 1 } }
  },
  {
    title: 'no telephone number any more',
    change: (staged) => staged.set('taro', { telephoneNumber: null }),
    follows: { writes: ['PATCH user taro'], users: { update: 1 } }
  },
  {
    title: 'disabled',
    change: (staged) => staged.disable('jiro'),
    follows: { writes: ['PATCH user jiro'], users: { disable: 1 } }
  },
  {
    title: 'enabled again, in another department',
    change: async (staged) => {
      await staged.enable('jiro')
      await staged.set('jiro', { department: '営業部' })
    },
    follows: { writes: ['PATCH user jiro', 'PATCH user jiro'], users: { update: 1, enable: 1 } }
  },
  {
    title: 'an account that is to expire is of no concern yet',
    change: (staged) => staged.set('mari', { accountExpires: String(fileTime(new Date('2026-02-01T00:00:00Z'))) }),
    follows: NOTHING
  },
  {
    title: 'the account has expired: disabled, though nothing changed in the directory',
    change: async () => {},
    hoursLater: 31 * 24,
    follows: { writes: ['PATCH user mari'], users: { disable: 1 } }
  },
  {
    title: 'the account never expires any more',
    change: (staged) => staged.set('mari', { accountExpires: NEVER }),
    follows: { writes: ['PATCH user mari'], users: { enable: 1 } }
  },
  {
    title: 'who had no mail gets one',
    change: (staged) => staged.set('nomail', { mail: 'nomail@example.jp' }),
    follows: {
      writes: ['POST user nomail', 'PATCH group everybody', 'PATCH group sales staff'],
      users: { create: 1 },
      groups: { update: 2 },
      memberships: { add: 2 }
    }
  },
  {
    title: 'who loses his mail keeps it at the service, once an error; all else is carried',
    change: (staged) => staged.set('nomail', { mail: null, department: '総務部' }),
    follows: {
      writes: ['PATCH user nomail'],
      users: { update: 1, failed: 1 },
      exitCode: 3,
      problems: ['mapping.required_missing', 'mapping.required_missing'],
      although: ({ users, groups }, guidOf) => {
        for (const group of ['sales staff', 'everybody']) groups.get(guidOf(group))?.members.add(guidOf('nomail'))
        users.set(guidOf('nomail'), {
          userName: 'nomail@example.jp',
          active: true,
          familyName: '無名',
          givenName: null,
          title: null,
          department: '総務部',
          emails: ['nomail@example.jp'],
          phoneNumbers: []
        })
      }
    }
  },
  {
    title: 'his mail comes back: nothing to write',
    change: (staged) => staged.set('nomail', { mail: 'nomail@example.jp' }),
    follows: NOTHING
  },
  {
    title: 'who leaves the scope by a move is deleted, his memberships with him',
    change: (staged) => staged.move('emi', 'outside'),
    follows: { writes: ['DELETE user emi'], users: { delete: 1 } }
  },
  {
    title: 'who returns is restored, changed as he is, and gets his memberships back',
    change: async (staged) => {
      await staged.move('emi', 'sales')
      await staged.set('emi', { title: '部長' })
    },
    follows: {
      writes: ['POST user emi', 'PATCH group developers', 'PATCH group everybody'],
      users: { restore: 1 },
      groups: { update: 2 },
      memberships: { add: 2 }
    },
    followsWhereDeletesAreFinal: {
      writes: ['POST user emi', 'PATCH group developers', 'PATCH group everybody'],
      users: { create: 1 },
      groups: { update: 2 },
      memberships: { add: 2 }
    }
  },
  {
    title: 'who leaves the scope by the filter is deleted',
    change: (staged) => staged.set('akira', { employeeType: OUT_OF_SCOPE }),
    follows: { writes: ['DELETE user akira'], users: { delete: 1 } }
  },
  {
    title: 'who returns disabled is restored disabled',
    change: async (staged) => {
      await staged.disable('akira')
      await staged.set('akira', { employeeType: null })
    },
    follows: { writes: ['POST user akira'], users: { restore: 1 } },
    followsWhereDeletesAreFinal: { writes: ['POST user akira'], users: { create: 1 } }
  },
  {
    title: 'who is deleted in the directory is deleted',
    change: (staged) => staged.remove('akira'),
    follows: { writes: ['DELETE user akira'], users: { delete: 1 } }
  },
  {
    title: 'who is made again after his delete was sent is told, with the cure, until he is purged',
    change: (staged) => staged.addUser('akira II', 'sales', { cn: '渡辺 明', sn: '渡辺', mail: 'akira@example.jp' }),
    follows: {
      writes: ['POST user ?'],
      triedAgain: ['POST user ?'],
      users: { failed: 1 },
      exitCode: 3,
      problems: ['plan.pending_deletion'],
      although: ({ users }, guidOf) => users.delete(guidOf('akira II'))
    },
    followsWhereDeletesAreFinal: { writes: ['POST user akira II'], users: { create: 1 } }
  },
  {
    title: 'he is deleted again',
    change: (staged) => staged.remove('akira II'),
    follows: NOTHING,
    followsWhereDeletesAreFinal: { writes: ['DELETE user akira II'], users: { delete: 1 } }
  },
  {
    title: 'who is deleted and made again between two runs keeps his account: one request',
    change: async (staged) => {
      await staged.remove('later')
      await staged.addUser('later II', 'dev', {
        cn: '入社 予定',
        sn: '入社',
        mail: 'later@example.jp',
        userAccountControl: 514
      })
    },
    follows: { writes: ['PATCH user later II'], users: { rekey: 1 }, gone: ['later'] }
  }
]

/** Of the names that only one may have. */
export const NAME_STATES: readonly Step[] = [
  {
    title: 'two exchange their addresses',
    change: async (staged) => {
      await staged.set('jiro', { mail: 'mari@example.jp' })
      await staged.set('mari', { mail: 'jiro@example.jp' })
    },
    follows: { writes: ['PATCH user jiro', 'PATCH user mari'], retried: true, users: { update: 2 } }
  },
  {
    title: 'a chain: one takes the address that another gives up for a third one’s, who gets a new one',
    change: async (staged) => {
      await staged.set('taro', { mail: 'mari@example.jp' })
      await staged.set('jiro', { mail: 'jiro@example.jp' })
      await staged.set('mari', { mail: 'mari.new@example.jp' })
    },
    follows: { writes: ['PATCH user jiro', 'PATCH user mari', 'PATCH user taro'], retried: true, users: { update: 3 } }
  },
  {
    title: 'a newcomer who wants an address that somebody has is told; who has it keeps it',
    change: (staged) => staged.addUser('double', 'sales', { cn: '二重', sn: '二重', mail: 'JIRO@example.jp' }),
    follows: {
      writes: [],
      users: { failed: 1 },
      exitCode: 3,
      problems: ['plan.clash'],
      although: ({ users }, guidOf) => users.delete(guidOf('double'))
    }
  },
  {
    title: 'he gets an address of his own',
    change: (staged) => staged.set('double', { mail: 'double@example.jp' }),
    follows: { writes: ['POST user double'], users: { create: 1 } }
  },
  {
    title: 'who changes to an address that somebody has keeps his own; all else is carried',
    change: (staged) => staged.set('double', { mail: 'jiro@example.jp', title: '係長' }),
    follows: {
      writes: ['PATCH user double'],
      users: { update: 1, failed: 1 },
      exitCode: 3,
      problems: ['plan.clash'],
      although: ({ users }, guidOf) => {
        const user = users.get(guidOf('double'))
        if (user !== undefined) users.set(guidOf('double'), { ...user, userName: 'double@example.jp' })
      }
    }
  },
  {
    title: 'he gets his own address back: his e-mail alone has changed meanwhile',
    change: (staged) => staged.set('double', { mail: 'double@example.jp' }),
    follows: { writes: ['PATCH user double'], users: { update: 1 } }
  }
]
