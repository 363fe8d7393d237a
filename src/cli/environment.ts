import { good, isNonEmpty, type Result } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'

/** What Node would let the environment change, and what says the same in config.yml, where it is checked and shown. */
const INSTEAD: Readonly<Record<string, string>> = {
  NODE_OPTIONS: '',
  NODE_TLS_REJECT_UNAUTHORIZED: 'ad.ldap.server.ca_file, iid.scim.http.ca_file',
  NODE_EXTRA_CA_CERTS: 'ad.ldap.server.ca_file, iid.scim.http.ca_file'
}

/**
 * Refuses an environment in which Node would trust what the configuration doesn't, or load what isn't part of the program. The executables
 * run with rights that whoever can set a variable for them may not have.
 */
export function checkEnvironment(env: Readonly<Record<string, string | undefined>>): Result<null> {
  // Windows has variables without case; process.env there finds them under any.
  const given = Object.keys(env).map((name) => name.toUpperCase())
  const problems = Object.entries(INSTEAD)
    .filter(([name]) => given.includes(name))
    .map(
      ([name, instead]): Problem => ({
        code: 'run.environment_refused',
        object: name,
        instead: instead === '' ? null : instead
      })
    )
  return isNonEmpty(problems) ? { ok: false, problems } : good(null)
}
