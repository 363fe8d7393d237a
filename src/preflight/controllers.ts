import { lookup } from 'node:dns/promises'
import { connect as connectTcp, isIP } from 'node:net'
import { type PeerCertificate, TLSSocket } from 'node:tls'
import type { DomainConfig } from '../config/config.ts'
import { connect, serverName } from '../directory/connect.ts'
import { Stop } from '../model/result.ts'
import { certificateCheck, chainOf } from './certificate.ts'
import { type Check, fail, ofProblem, pass, same, skip, warn } from './check.ts'
import { causeOf } from './host.ts'

/** Each controller of a domain by itself: its name, its port, its certificate. Nobody binds. */
export async function controllerChecks(domain: DomainConfig, now: Date, signal: AbortSignal): Promise<Check[]> {
  const checks: Check[] = []
  for (const address of domain.server.addresses) checks.push(...(await controller(address, domain, now, signal)))
  return checks
}

async function controller(address: string, domain: DomainConfig, now: Date, signal: AbortSignal): Promise<Check[]> {
  const name = serverName(address, domain.server.port)
  const resolved = await nameCheck(address)
  if (resolved.status === 'fail') return [resolved, unasked('directory.port', name), unasked('directory.tls', name)]
  const port = await portCheck(address, domain, name)
  if (port.status === 'fail') return [resolved, port, unasked('directory.tls', name)]
  return [resolved, port, await tlsCheck(address, domain, name, now, signal)]
}

function unasked(id: 'directory.port' | 'directory.tls', name: string): Check {
  return skip(id, { en: 'The check before it failed.', ja: '前の確認に失敗したため、確認していません。' }, name)
}

async function nameCheck(address: string): Promise<Check> {
  if (isIP(address) !== 0) return pass('directory.name', { en: 'An IP address.', ja: 'IP アドレスです。' }, address)
  try {
    const found = await lookup(address, { all: true })
    return pass('directory.name', same(found.map((each) => each.address).join(', ')), address)
  } catch (error) {
    const cause = causeOf(error)
    const seen = { en: `The name can't be resolved: ${cause}.`, ja: `名前を解決できません: ${cause}。` }
    const remedy = {
      en: 'Correct ad.ldap.server.addresses, or let this machine ask the DNS servers of the domain.',
      ja: 'ad.ldap.server.addresses を修正するか、このコンピューターの DNS サーバーをドメインの DNS サーバーに設定してください。'
    }
    return fail('directory.name', seen, remedy, address)
  }
}

async function portCheck(address: string, { server }: DomainConfig, name: string): Promise<Check> {
  const socket = connectTcp({ host: address, port: server.port })
  const { promise, resolve } = Promise.withResolvers<string | null>()
  socket.once('connect', () => resolve(null)).once('error', (error) => resolve(causeOf(error)))
  const timer = setTimeout(() => resolve('ETIMEDOUT'), server.connectTimeoutSeconds * 1000)
  const cause = await promise
  clearTimeout(timer)
  socket.destroy()
  if (cause === null) return pass('directory.port', { en: 'It accepts connections.', ja: '接続できます。' }, name)
  return ofProblem('directory.port', { code: 'directory.unreachable', object: name, server: name, cause }, name)
}

async function tlsCheck(
  address: string,
  { server }: DomainConfig,
  name: string,
  now: Date,
  signal: AbortSignal
): Promise<Check> {
  if (server.encryption === 'none') {
    const seen = {
      en: 'The connection is not encrypted: the password and all data can be read on the way.',
      ja: '接続が暗号化されていません。パスワードとすべてのデータが通信経路上で読み取られるおそれがあります。'
    }
    return warn('directory.tls', seen, ENCRYPT, name)
  }
  try {
    const socket = await connect(server, address, signal)
    const certificate = socket instanceof TLSSocket ? socket.getPeerCertificate(true) : null
    socket.destroy()
    if (certificate === null) return skip('directory.tls', { en: 'No TLS.', ja: 'TLS ではありません。' }, name)
    return server.verify ? certificateCheck('directory.tls', certificate, now, name) : unverified(certificate, name)
  } catch (error) {
    if (error instanceof Stop) return ofProblem('directory.tls', error.problem, name)
    throw error
  }
}

const ENCRYPT = {
  en: 'Set ad.ldap.server.encryption to ldaps or start_tls; the domain controller needs a server certificate for it.',
  ja: 'ad.ldap.server.encryption を ldaps または start_tls にしてください。ドメインコントローラーにサーバー証明書が必要です。'
}

function unverified(certificate: PeerCertificate, name: string): Check {
  const chain = chainOf(certificate)
  const seen = { en: `The certificate is not verified. ${chain.en}`, ja: `証明書を検証していません。${chain.ja}` }
  const remedy = {
    en: 'Set ad.ldap.server.verify_mode to true, and ca_file to the CA that issued the certificate.',
    ja: 'ad.ldap.server.verify_mode を true にし、証明書の発行元 CA を ca_file に指定してください。'
  }
  return warn('directory.tls', seen, remedy, name)
}
