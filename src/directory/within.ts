import type { Socket } from 'node:net'
import { Stop } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'

/** How long a step towards a session may take, and who else may end it. */
export interface Until {
  /** `host:port`, for problems. */
  readonly server: string
  readonly signal: AbortSignal
  readonly timeout: AbortSignal
  readonly late: Problem
}

/**
 * The outcome of a step that needs this socket. If the step or the socket fails first, time runs out or the run is stopped, the socket is
 * destroyed, and what is thrown says which it was.
 * @param lost makes the Stop for a socket that failed, from its error, or from null when it was closed without one.
 */
export function within<T>(
  socket: Socket,
  step: Promise<T>,
  until: Until,
  lost: (error: NodeJS.ErrnoException | null) => Stop
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const { server, signal, timeout } = until
  const onError = (error: NodeJS.ErrnoException) => reject(lost(error))
  const onClose = () => reject(lost(null))
  const onTimeout = () => reject(new Stop(until.late))
  const onAbort = () => reject(new Stop({ code: 'directory.aborted', object: server, server }))
  socket.once('error', onError)
  socket.once('close', onClose)
  timeout.addEventListener('abort', onTimeout)
  signal.addEventListener('abort', onAbort)
  if (signal.aborted) onAbort()
  else if (timeout.aborted) onTimeout()
  else if (socket.destroyed) onClose()
  step.then(resolve, reject)
  return promise
    .catch((error: unknown) => {
      // Later errors of a socket that is given up have nothing to add, but unheard they would end the process.
      socket.on('error', () => {})
      socket.destroy()
      throw error
    })
    .finally(() => {
      socket.off('error', onError)
      socket.off('close', onClose)
      timeout.removeEventListener('abort', onTimeout)
      signal.removeEventListener('abort', onAbort)
    })
}
