import { z } from 'zod'
import { directory } from './directory.ts'
import { log, run, safety, state } from './safety.ts'
import { service } from './service.ts'

/**
 * All of config.yml, defaults filled in. What is needed of it (a base DN, a bound userName …) is checked on its meaning, not here: that way
 * every problem of a file is found at once.
 */
export const SettingsSchema = z.strictObject({ log, ad: directory, iid: service, safety, state, run })
export type Settings = z.output<typeof SettingsSchema>
