import { openDirectory } from '../directory/open-directory.ts'
import type { World } from '../run/run.ts'
import { openService } from '../service/open-service.ts'
import type { Ending } from './ending.ts'
import type { Log } from './log.ts'

/** The world of a real run: its clock, its network. */
export function realWorld(
  secrets: World['secrets'],
  ending: Ending,
  log: Log,
  listeners: Pick<World, 'progress' | 'operation' | 'entry' | 'started'>
): World {
  const { signal } = ending
  return {
    now: () => new Date(),
    secrets,
    openDirectory: (domain, password) => openDirectory(domain, password, { signal }),
    openService: ({ scim }, token) =>
      openService(
        scim,
        { token, proxyPassword: secrets.proxyPassword() },
        { signal, onThrottle: (throttle) => log('warn', `the service asked for a pause: ${JSON.stringify(throttle)}`) }
      ),
    signal,
    stoppedBy: ending.stoppedBy,
    ...listeners
  }
}
