import type { RunningDirectory } from '../support/directory/server.ts'
import type { FaultAction } from '../support/service/faults.ts'
import type { IijId } from '../support/service/iij-id.ts'
import { isObject, type JsonObject, objectsOf } from '../support/service/json.ts'
import type { LoggedRequest } from '../support/service/request-log.ts'
import type { ListFault, RunStep, ServiceFault } from './history.ts'
import type { KillSwitch } from './kill-switch.ts'
import { WriteWatch } from './observed-service.ts'

/** What happens around a run, as its step says; and what it did at the service. */
export interface Ordered {
  readonly watch: WriteWatch
  readonly hits: () => number
  /** To be told when the run begins. */
  begin(killSwitch: KillSwitch, stop: () => void): void
  end(): void
}

export interface Happenings {
  /** Before the n-th search is answered. */
  meanwhile(): void
  meanwhileAtService(): void
}

export function orderFaults(
  step: RunStep,
  directory: RunningDirectory,
  service: IijId,
  happenings: Happenings
): Ordered {
  const watch = new WriteWatch(service)
  let searches = 0
  let reads = 0
  let writes = 0
  let hits = 0
  // The first one ordered counts; it never strikes.
  directory.faults.inject({
    do: 'strip',
    attributes: [],
    times: Number.POSITIVE_INFINITY,
    search: ({ base }) => {
      if (base === '') return false
      searches++
      if (step.meanwhile?.search === searches) happenings.meanwhile()
      return false
    }
  })
  const { directoryFault } = step
  if (directoryFault !== undefined) {
    const { deed, search, ...where } = directoryFault
    directory.faults.inject({
      ...deed,
      ...where,
      search: ({ base }) => {
        const strikes = base !== '' && searches === search
        if (strikes) hits++
        return strikes
      }
    })
  }
  if (step.bindRefused !== undefined) directory.faults.refuseBind(step.bindRefused)
  const faults = (step.serviceFaults ?? []).map((fault) =>
    service.faults.add({ when: strikesAt(fault), action: actionOf(fault) })
  )

  return {
    watch,
    hits: () => hits + faults.reduce((sum, fault) => sum + fault.hits, 0),
    begin(killSwitch, stop) {
      service.onRequest = async (phase, request) => {
        const isWrite = request.method !== 'GET'
        if (phase === 'before') {
          if (killSwitch.dead) await forever()
          if (isWrite) {
            if (++writes === step.stopAt) stop()
            if (killSwitch.strikes(`${nameOf(request)} arrives`)) await forever()
          } else if (++reads === step.meanwhileAtService?.read) happenings.meanwhileAtService()
        }
        watch.onRequest(phase, request)
        if (phase === 'after' && isWrite && killSwitch.strikes(`${nameOf(request)} was processed`)) await forever()
      }
    },
    end() {
      service.onRequest = undefined
      service.faults.clear()
      directory.faults.clear()
    }
  }
}

function nameOf(request: LoggedRequest): string {
  return `${request.method} ${request.path}`
}

/** Nobody waits for the answer any more. */
function forever(): Promise<void> {
  return new Promise(() => {})
}

function strikesAt({ on, nth, times }: ServiceFault): (request: LoggedRequest) => boolean {
  let matched = 0
  return (request) => {
    if (!concerns(on, request)) return false
    matched++
    return matched >= nth && matched < nth + times
  }
}

function concerns(on: ServiceFault['on'], { method, path }: LoggedRequest): boolean {
  switch (on) {
    case 'read':
      return method === 'GET'
    case 'list':
      return method === 'GET' && (path === '/Users' || path === '/Groups')
    case 'write':
      return method !== 'GET'
    case 'post':
      return method === 'POST'
    case 'members':
      return method === 'PATCH' && path.startsWith('/Groups/')
    case 'delete':
      return method === 'DELETE'
  }
}

function actionOf({ action }: ServiceFault): FaultAction {
  return action.kind === 'list_lies' ? { kind: 'rewrite', rewrite: liar(action.how) } : action
}

function liar(how: ListFault['how']): (body: unknown) => unknown {
  let hidden: unknown
  return (body) => {
    if (!isObject(body) || !Array.isArray(body['Resources'])) return body
    const resources = objectsOf(body['Resources'])
    const total = Number(body['totalResults'])
    const [first, ...rest] = resources
    if (first === undefined) return body
    switch (how) {
      case 'lacks_one':
        return { ...body, Resources: rest, itemsPerPage: rest.length }
      case 'hides_one':
        hidden ??= first['id']
        return { ...body, Resources: resources.filter(({ id }) => id !== hidden), totalResults: total - 1 }
      case 'twice_one':
        return { ...body, Resources: [...resources, first] }
      case 'total':
        return { ...body, totalResults: total + 1 }
      case 'no_id':
        return { ...body, Resources: [without(first, 'id'), ...rest] }
      case 'no_members':
        return { ...body, Resources: resources.map((each) => without(each, 'members')) }
    }
  }
}

function without(object: JsonObject, key: string): JsonObject {
  const { [key]: _left, ...others } = object
  return others
}
