import { loadConfig } from '../config/load-config.ts'
import { openDirectory } from '../directory/open-directory.ts'
import { isNonEmpty } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import { fileFaults } from '../secrets/file-faults.ts'
import type { SecretKey } from '../secrets/secret.ts'
import { findSecret } from '../secrets/secrets.ts'
import { openService } from '../service/open-service.ts'
import type { Session } from './session.ts'

/** Tries a secret before it is stored, by what changes nothing: a bind, or one request of one user. @returns what was refused; empty: nothing */
export async function verifySecret(key: SecretKey, value: string, session: Session): Promise<readonly Problem[]> {
  const { configFile } = session.options
  const loaded = loadConfig(configFile)
  if (!loaded.ok) return loaded.problems
  // To wherever a file leads that others can write, no secret is sent.
  const faults = fileFaults({ path: configFile, secret: false, readers: [] })
  if (isNonEmpty(faults)) return faults
  const { config } = loaded.value
  const { signal } = new AbortController()
  if (key.name === 'ldap-password') {
    const domain = config.domains.find(({ name }) => name === key.domain)
    if (domain === undefined) return [{ code: 'secret.unknown_domain', object: key.domain ?? key.name, known: [] }]
    const opened = await openDirectory(domain, value, { signal })
    if (!opened.ok) return opened.problems
    await opened.value.close()
    return []
  }
  const other = (name: 'token' | 'proxy-password') => findSecret(session.secrets, { name, domain: null })
  const token = key.name === 'token' ? value : other('token')
  const proxyPassword =
    key.name === 'proxy-password' ? value : config.scim.proxy?.user == null ? null : other('proxy-password')
  for (const found of [token, proxyPassword])
    if (found !== null && typeof found === 'object' && !found.ok) return found.problems
  const opened = await openService(
    config.scim,
    { token: textOf(token) ?? '', proxyPassword: textOf(proxyPassword) },
    { signal }
  )
  if (!opened.ok) return opened.problems
  try {
    const answered = await opened.value.find('user', 'userName', 'dirsync-verifies-its-token')
    return 'problem' in answered ? [answered.problem] : []
  } finally {
    await opened.value.close()
  }
}

function textOf(found: string | null | Awaited<ReturnType<typeof findSecret>>): string | null {
  if (found === null || typeof found === 'string') return found
  return found.ok ? (found.value?.value ?? null) : null
}
