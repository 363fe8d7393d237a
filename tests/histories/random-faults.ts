import type { Deed } from '../support/directory/faults.ts'
import type { DirectoryFault, ServiceFault } from './history.ts'
import type { Random } from './random.ts'

const RESULT_CODES = [1, 2, 3, 4, 10, 11, 50, 51, 52, 53, 80] as const
const REQUIRED = ['objectGUID', 'sAMAccountName', 'userAccountControl'] as const

/** An answer of the directory that is cut somewhere, wrong, or never comes. */
export function directoryFault(random: Random): DirectoryFault {
  const search = anySearch(random)
  return random.weighted<() => DirectoryFault>([
    [4, () => ({ search, deed: { do: 'cut' }, afterBytes: random.between(0, 40) * random.pick([1, 7, 40]) })],
    [1, () => ({ search, deed: { do: 'cut' }, afterEntries: random.between(0, 4) })],
    [
      4,
      () => ({ search, deed: { do: 'answer', code: random.pick(RESULT_CODES) }, afterEntries: random.between(0, 4) })
    ],
    [9, () => ({ search, deed: lyingDeed(random) })],
    [2, () => ({ search, deed: { do: 'strip', attributes: [random.pick(REQUIRED)] } })],
    // Costs the second that the configuration allows an answer.
    [0.2, () => ({ search, deed: { do: 'stall' }, afterEntries: random.between(0, 3) })]
  ])()
}

/** The first three ask about the server itself; then come users, groups, and who was not read. */
export function anySearch(random: Random): number {
  return random.chance(0.1) ? random.between(1, 3) : random.between(4, 9)
}

function lyingDeed(random: Random): Deed {
  return random.weighted<() => Deed>([
    [3, () => ({ do: 'drop_cookie' })],
    [3, () => ({ do: 'skip_page' })],
    [1, () => ({ do: 'omit_control' })],
    [1, () => ({ do: 'repeat_page' })],
    [1, () => ({ do: 'empty_page' })],
    [1, () => ({ do: 'skip_range', values: random.between(1, 2) })],
    [1, () => ({ do: 'garbage' })],
    [1, () => ({ do: 'wrong_message_id' })],
    [1, () => ({ do: 'truncate_entry' })]
  ])()
}

/** Answers of the service that are lost, wrong or lie: before, after and during the processing. */
export function serviceFaults(random: Random): ServiceFault[] {
  const faults: ServiceFault[] = []
  for (let i = random.between(1, 2); i > 0; i--) faults.push(serviceFault(random))
  return faults
}

function serviceFault(random: Random): ServiceFault {
  const on = random.pick(['read', 'list', 'write', 'write', 'post', 'post', 'members', 'delete'] as const)
  const nth = random.between(1, on === 'read' ? 10 : 4)
  const times = random.weighted([
    [5, 1],
    [2, 3],
    [2, 99]
  ] as const)
  if (on === 'list' && random.chance(0.5)) {
    const how = random.pick(['lacks_one', 'hides_one', 'twice_one', 'total', 'no_id', 'no_members'] as const)
    return {
      on,
      nth: how === 'hides_one' ? 1 : nth,
      times: how === 'hides_one' ? 99 : times,
      action: { kind: 'list_lies', how }
    }
  }
  const action = random.weighted<() => ServiceFault['action']>([
    [
      4,
      () => ({
        kind: 'status',
        status: random.pick([500, 502, 504]),
        processed: random.chance(0.5),
        body: random.pick(['scim', 'html', 'empty'] as const)
      })
    ],
    [2, () => ({ kind: 'status', status: 503, retryAfter: random.between(1, 30) })],
    [2, () => ({ kind: 'status', status: 429, retryAfter: random.between(1, 30) })],
    [4, () => ({ kind: 'reset', when: random.pick(['before', 'after'] as const) })],
    [2, () => ({ kind: 'truncated', cut: random.chance(0.5) })],
    [1, () => ({ kind: 'content-type', contentType: 'text/html', body: '<html>maintenance</html>' })],
    [1, () => ({ kind: 'status', status: 401 })],
    [
      1,
      () => ({
        kind: 'status',
        status: random.pick([400, 403, 404, 409]),
        body: random.pick(['scim', 'html'] as const)
      })
    ],
    // Costs the second that the configuration allows an answer.
    [0.1, () => ({ kind: 'hang', when: random.pick(['before', 'after'] as const) })]
  ])()
  return { on, nth, times: action.kind === 'hang' ? 1 : times, action }
}
