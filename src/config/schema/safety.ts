import { z } from 'zod'
import { number, whole } from './leaves.ts'

function limit(floor: number, percent: number, max: number, description: string) {
  const parts = z.strictObject({
    floor: whole(0, 10_000_000).default(floor).meta({ description: 'So many are always allowed.' }),
    percent: number(0, 100).default(percent).meta({ description: 'Percent of the known objects.' }),
    max: whole(0, 10_000_000).default(max).meta({ description: 'More than so many are never allowed (but for floor).' })
  })
  return z
    .union([z.literal('off'), parts])
    .prefault({})
    .meta({ description })
}

export const safety = z
  .strictObject({
    users: z
      .strictObject({
        create: limit(50, 20, 2000, 'New users in one run.'),
        rename: limit(20, 10, 500, 'Users whose userName or e-mail changes.'),
        disable: limit(5, 5, 500, 'Users that are disabled.'),
        delete: limit(5, 5, 500, 'Users that are deleted.')
      })
      .prefault({})
      .meta({ description: 'Limits for users.' }),
    groups: z
      .strictObject({
        create: limit(50, 20, 2000, 'New groups in one run.'),
        delete: limit(5, 5, 500, 'Groups that are deleted.'),
        delete_after: whole(0, 3650)
          .default(0)
          .meta({ description: 'Days a departed group stays before it is deleted.' })
      })
      .prefault({})
      .meta({ description: 'Limits for groups.' }),
    memberships: z
      .strictObject({ remove: limit(50, 20, 5000, 'Memberships that are removed.') })
      .prefault({})
      .meta({ description: 'Limits for memberships, of all groups together.' }),
    group_members: z
      .strictObject({ remove: limit(10, 50, 500, 'Members that one group loses.') })
      .prefault({})
      .meta({ description: 'Limits for the members of each group.' }),
    source_shrink: number(0, 100)
      .default(30)
      .meta({ description: 'Percent of the objects gone from the directory above which the whole plan is held.' }),
    service_shrink: number(0, 100)
      .default(5)
      .meta({ description: 'Percent of the owned objects missing at the service above which the whole plan is held.' }),
    disable_first: whole(0, 3650)
      .default(0)
      .meta({ description: 'Days a departed user stays disabled before he is deleted.' }),
    config_change: z
      .enum(['approve', 'off'])
      .default('approve')
      .meta({ description: 'approve: hold what a changed scope or mapping deletes, disables, re-keys or removes.' })
  })
  .prefault({})
  .meta({ description: 'Limits: what goes beyond waits for an approval. Each is {floor, percent, max} or off.' })

export const state = z
  .strictObject({
    verify: z
      .enum(['always', 'daily'])
      .default('daily')
      .meta({ description: 'How often all of the service is read again.' }),
    drift: z
      .strictObject({
        reenable: z
          .enum(['hold', 'repair'])
          .default('hold')
          .meta({ description: 'Active in the directory, disabled at the service.' }),
        missing: z
          .enum(['hold', 'repair'])
          .default('hold')
          .meta({ description: 'In the directory, gone at the service.' })
      })
      .prefault({})
      .meta({ description: 'Edits at the service.' })
  })
  .prefault({})
  .meta({ description: 'What is known of the service.' })

export const run = z
  .strictObject({
    max_duration: whole(1, 10_080).default(110).meta({ description: 'Minutes after which a run ends orderly.' })
  })
  .prefault({})
  .meta({ description: 'The run.' })

export const log = z
  .strictObject({
    loglevel: z.enum(['error', 'warn', 'info', 'debug']).default('info').meta({ description: 'How much is logged.' }),
    logger: z
      .enum(['eventlog', 'syslog'])
      .default('eventlog')
      .meta({ description: 'Where events go; syslog has no effect.' }),
    file: z
      .strictObject({
        max_size: whole(1, 1000).default(10).meta({ description: 'MB after which a new log file is begun.' }),
        max_age: whole(1, 3650).default(30).meta({ description: 'Days a log file is kept.' }),
        keep: whole(1, 1000).default(10).meta({ description: 'Log files kept.' })
      })
      .prefault({})
      .meta({ description: 'The log file.' })
  })
  .prefault({})
  .meta({ description: 'The log.' })
