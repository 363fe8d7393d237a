import type { World } from '../run/run.ts'
import { passwordVariable } from '../run/synchronise.ts'

const TOKEN = 'DIRSYNC_TOKEN'
const PASSWORD = 'DIRSYNC_LDAP_PASSWORD'

/** Secrets of the environment, by the name of their variable. */
export type EnvironmentSecrets = ReadonlyMap<string, string>

/** Takes the secrets out of the environment, so that no child process inherits them and no dump of it shows them. */
export function takeSecrets(env: Record<string, string | undefined>): EnvironmentSecrets {
  const secrets = new Map<string, string>()
  for (const [name, value] of Object.entries(env)) {
    if (name !== TOKEN && name !== PASSWORD && !name.startsWith(`${PASSWORD}_`)) continue
    if (value !== undefined && value !== '') secrets.set(name, value)
    delete env[name]
  }
  return secrets
}

/** Where a run has its secrets from. */
export function secretsOf(environment: EnvironmentSecrets): World['secrets'] {
  const of = (variable: string) => environment.get(variable) ?? null
  return {
    token: () => of(TOKEN),
    ldapPassword: (domain) => of(passwordVariable(domain)),
    proxyPassword: () => null
  }
}

/** What `status` says of them: where they come from, never what they are. */
export function secretStatus(environment: EnvironmentSecrets) {
  return [...environment.keys()].sort().map((variable) => ({
    name: variable === TOKEN ? 'token' : 'ldap-password',
    present: true,
    source: `environment: ${variable}`,
    expires: null
  }))
}
