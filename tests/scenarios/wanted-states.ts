import type { Step } from './step.ts'
import { GROUP_STATES } from './wanted-group-states.ts'
import { NAME_STATES, USER_STATES } from './wanted-user-states.ts'

/** The list of wanted states: it begins at `stage`, and each goes on from the one before. */
export const WANTED_STATES: readonly Step[] = [...USER_STATES, ...NAME_STATES, ...GROUP_STATES]
