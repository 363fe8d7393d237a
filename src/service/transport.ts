import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import tls from 'node:tls'
import { HttpProxyAgent } from 'http-proxy-agent'
import { HttpsProxyAgent } from 'https-proxy-agent'
import type { ScimConfig } from '../config/config.ts'
import { bad, good, type Result } from '../model/result.ts'

const CONNECT_TIMEOUT_MS = 10_000

/** The connections to the service: kept alive, through the proxy where there is one, certificates checked against all known roots. */
export interface Transport {
  readonly agent: http.Agent
  /** `host:port` of the proxy; null without one. */
  readonly proxy: string | null
  readonly connectTimeoutMs: number
  close(): void
}

/** The error code of a TCP or TLS connection whose time ran out. */
export const CONNECT_TIMEOUT = 'DIRSYNC_CONNECT_TIMEOUT'

class ConnectTimeout extends Error {
  readonly code = CONNECT_TIMEOUT
}

/** Fails when the CA file can't be read or holds no certificate. Nothing is connected yet. */
export async function openTransport(
  scim: Pick<ScimConfig, 'baseUrl' | 'proxy' | 'caFile' | 'timeoutSeconds' | 'concurrency'>,
  proxyPassword: string | null
): Promise<Result<Transport>> {
  let secureContext: tls.SecureContext | undefined
  if (scim.baseUrl.protocol === 'https:') {
    try {
      secureContext = tls.createSecureContext({ ca: await trustedRoots(scim.caFile) })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return bad({ code: 'service.ca_file_unusable', file: scim.caFile ?? '', reason })
    }
  }
  const connectMs = Math.min(CONNECT_TIMEOUT_MS, scim.timeoutSeconds * 1000)
  const closing = new AbortController()
  const agent = makeAgent(scim, proxyPassword, secureContext, connectMs, closing.signal)
  return good({
    agent,
    proxy: scim.proxy === null ? null : `${scim.proxy.address}:${scim.proxy.port}`,
    connectTimeoutMs: connectMs,
    close: () => {
      agent.destroy()
      closing.abort()
    }
  })
}

/** Node's roots, the system's (a fresh Windows server's store lacks public roots, Node's lack the company's), and the administrator's file. */
async function trustedRoots(caFile: string | null): Promise<string[]> {
  const roots = new Set([...tls.rootCertificates, ...tls.getCACertificates('system')])
  if (caFile !== null) {
    const text = await readFile(caFile, 'utf8')
    const certificates = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
    if (certificates.length === 0) throw new Error('no certificate in PEM form is in it')
    // OpenSSL skips what it can't read; the administrator should know.
    for (const certificate of certificates) roots.add(new X509Certificate(certificate).toString())
  }
  return [...roots]
}

function makeAgent(
  scim: Pick<ScimConfig, 'baseUrl' | 'proxy' | 'concurrency'>,
  proxyPassword: string | null,
  secureContext: tls.SecureContext | undefined,
  connectMs: number,
  closing: AbortSignal
): http.Agent {
  const options = { keepAlive: true, maxSockets: scim.concurrency, scheduling: 'lifo' as const }
  const secure = scim.baseUrl.protocol === 'https:'
  if (scim.proxy === null) {
    if (!secure) return new TimedHttpAgent(options, connectMs)
    return new TimedHttpsAgent({ ...options, secureContext }, connectMs)
  }
  const proxy = new URL(
    `http://${scim.proxy.address.includes(':') ? `[${scim.proxy.address}]` : scim.proxy.address}:${scim.proxy.port}`
  )
  if (scim.proxy.user !== null) {
    proxy.username = encodeURIComponent(scim.proxy.user)
    proxy.password = encodeURIComponent(proxyPassword ?? '')
  }
  // Unlike the service, the proxy is spoken to by sockets that no request owns until the tunnel stands: `closing` ends those.
  const proxyOptions = { ...options, signal: closing }
  return secure
    ? new TimedHttpsProxyAgent(proxy, proxyOptions, secureContext, connectMs)
    : new TimedHttpProxyAgent(proxy, proxyOptions, connectMs)
}

class TimedHttpAgent extends http.Agent {
  readonly #connectMs: number
  constructor(options: http.AgentOptions, connectMs: number) {
    super(options)
    this.#connectMs = connectMs
  }
  override createConnection(options: http.ClientRequestArgs, done?: (error: Error | null, stream: Duplex) => void) {
    return timed(super.createConnection(options, done), 'connect', this.#connectMs)
  }
}

class TimedHttpsAgent extends https.Agent {
  readonly #connectMs: number
  constructor(options: https.AgentOptions, connectMs: number) {
    super(options)
    this.#connectMs = connectMs
  }
  override createConnection(options: https.RequestOptions, done?: (error: Error | null, stream: Duplex) => void) {
    return timed(super.createConnection(options, done), 'secureConnect', this.#connectMs)
  }
}

class TimedHttpsProxyAgent extends HttpsProxyAgent<string> {
  readonly #secureContext: tls.SecureContext | undefined
  readonly #connectMs: number
  constructor(proxy: URL, options: object, secureContext: tls.SecureContext | undefined, connectMs: number) {
    super(proxy, options)
    this.#secureContext = secureContext
    this.#connectMs = connectMs
  }
  // The agent forgets the TLS options it was made with for everything but the proxy itself, so they are added to each connection.
  override async connect(
    request: http.ClientRequest,
    options: Parameters<HttpsProxyAgent<string>['connect']>[1]
  ): Promise<Socket> {
    const withRoots = this.#secureContext === undefined ? options : { ...options, secureContext: this.#secureContext }
    const socket = await within(super.connect(request, withRoots), this.#connectMs)
    return socket instanceof tls.TLSSocket ? (timed(socket, 'secureConnect', this.#connectMs) ?? socket) : socket
  }
}

class TimedHttpProxyAgent extends HttpProxyAgent<string> {
  readonly #connectMs: number
  constructor(proxy: URL, options: object, connectMs: number) {
    super(proxy, options)
    this.#connectMs = connectMs
  }
  override connect(
    request: Parameters<HttpProxyAgent<string>['connect']>[0],
    options: Parameters<HttpProxyAgent<string>['connect']>[1]
  ) {
    return within(super.connect(request, options), this.#connectMs)
  }
}

function timed<S extends Duplex | null | undefined>(socket: S, connected: 'connect' | 'secureConnect', ms: number): S {
  if (socket === null || socket === undefined) return socket
  const timer = setTimeout(() => socket.destroy(new ConnectTimeout()), ms)
  const settled = () => clearTimeout(timer)
  socket.once(connected, settled).once('close', settled)
  return socket
}

async function within<T>(connecting: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ConnectTimeout()), ms)
  })
  try {
    return await Promise.race([connecting, late])
  } finally {
    clearTimeout(timer)
  }
}
