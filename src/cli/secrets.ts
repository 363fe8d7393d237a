import type { Config } from '../config/config.ts'
import { good, isNonEmpty, type NonEmpty, type Result } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import type { World } from '../run/run.ts'
import { expiryWarning } from '../secrets/expiry.ts'
import type { SecretFacts, SecretKey } from '../secrets/secret.ts'
import { findSecret, knownSecrets, type SecretPlaces, takeFromEnvironment } from '../secrets/secrets.ts'

/** Secrets of the environment, by the name of their variable. */
export type EnvironmentSecrets = ReadonlyMap<string, string>

export const takeSecrets: (env: Record<string, string | undefined>) => EnvironmentSecrets = takeFromEnvironment

const TOKEN: SecretKey = { name: 'token', domain: null }
const PROXY_PASSWORD: SecretKey = { name: 'proxy-password', domain: null }

/** What a run uses, and what has to be said of it. */
export interface RunSecrets {
  readonly secrets: World['secrets']
  readonly warnings: readonly Problem[]
}

/** Gets what a configuration needs. Fails where the store can't be trusted or opened: what is lacking altogether is the run's to say. */
export function openSecrets(places: SecretPlaces, config: Config, now = new Date()): Result<RunSecrets> {
  const problems: Problem[] = []
  const find = (key: SecretKey) => {
    const found = findSecret(places, key)
    if (!found.ok) problems.push(...found.problems)
    return found.ok ? found.value : null
  }
  const token = find(TOKEN)
  const passwords = new Map<string | null, string | null>()
  for (const { name, server } of config.domains)
    passwords.set(
      name,
      server.auth === 'simple' ? (find({ name: 'ldap-password', domain: name })?.value ?? null) : null
    )
  const proxyPassword = config.scim.proxy?.user == null ? null : (find(PROXY_PASSWORD)?.value ?? null)
  if (isNonEmpty(problems)) return { ok: false, problems: withoutRepeats(problems) }
  const warning = token === null ? null : expiryWarning(token.expires, now)
  return good({
    secrets: {
      token: () => token?.value ?? null,
      ldapPassword: (domain) => passwords.get(domain) ?? null,
      proxyPassword: () => proxyPassword
    },
    warnings: warning === null ? [] : [warning]
  })
}

/** What `status` says of them: where they come from, never what they are. */
export function secretStatus(places: SecretPlaces) {
  return knownSecrets(places).facts.map(shown)
}

/** That the token expires soon, or has. */
export function tokenWarnings(places: SecretPlaces, now = new Date()): Problem[] {
  const token = knownSecrets(places).facts.find(({ key }) => key.name === 'token')
  const warning = token === undefined ? null : expiryWarning(token.expires, now)
  return warning === null ? [] : [warning]
}

/** As `secret status` and its like print it. */
export function shown({ key, source, expires }: SecretFacts) {
  const from = source.kind === 'environment' ? source.variable : source.file
  return { name: key.name, domain: key.domain, present: true, source: `${source.kind}: ${from}`, expires }
}

/** Two secrets in one folder have that folder's faults in common. */
function withoutRepeats(problems: NonEmpty<Problem>): NonEmpty<Problem> {
  const [first, ...rest] = [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
  return first === undefined ? problems : [first, ...rest]
}
