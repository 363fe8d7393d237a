import { type Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { loadConfig } from '../config/load-config.ts'
import { isNonEmpty } from '../model/result.ts'
import { type Problem, severityOf } from '../problems/problem.ts'
import { secretLines } from '../report/console/secrets.ts'
import { headOf } from '../report/run-document.ts'
import { exitCodeOf, worstOf } from '../run/exit-code.ts'
import { earlier, endOfDay, expiryInToken, expiryWarning } from '../secrets/expiry.ts'
import { SECRET_NAMES, type SecretKey, type SecretName, variableOf } from '../secrets/secret.ts'
import { knownSecrets } from '../secrets/secrets.ts'
import { clear, store } from '../secrets/stored-secret.ts'
import type { Answer } from './answer.ts'
import type { Register } from './register.ts'
import { readSecretValue } from './secret-value.ts'
import { shown, tokenWarnings } from './secrets.ts'
import type { Session } from './session.ts'
import { verifySecret } from './verify-secret.ts'

const Name = z.enum(SECRET_NAMES)
const SetOptions = z.object({
  domain: z.string().optional(),
  expires: z.string().optional(),
  verify: z.boolean().default(false)
})
const ClearOptions = z.object({ domain: z.string().optional() })

export function addSecret(program: Command, register: Register): void {
  const secret = program
    .command('secret')
    .summary('the token and the passwords')
    .description(
      'Keeps the access token and the passwords: on Windows by DPAPI for this machine alone, elsewhere in files of mode 0600.'
    )
  addSet(secret, register)
  register(
    secret
      .command('status')
      .summary('which secrets there are, where they come from, and when the token expires')
      .description(
        'Shows which secrets there are, where they come from, and when the token expires; never their values. Writes nothing.'
      ),
    (session) => answer('secret status', session, [])
  )
  addClear(secret, register)
}

function addSet(secret: Command, register: Register): void {
  const command = secret
    .command('set')
    .summary('store a secret')
    .description(
      'Stores a secret in place of the one there is. The value comes on standard input (one newline at its end is no part of it), or is asked for on a terminal.'
    )
    .argument('<name>', SECRET_NAMES.join(', '), nameOf)
    .addOption(new Option('--domain <name>', 'whose password: a name of ad.domains'))
    .addOption(
      new Option(
        '--expires <date>',
        "YYYY-MM-DD, the token's last day (UTC) as the IIJ ID Console shows it: from 30 days ahead runs warn"
      ).argParser(dayOf)
    )
    .option('--verify', 'try it first, by a call that changes nothing; if it is refused, the old one stays')
  register(command, async (session, [given], options) => {
    const { domain, expires, verify } = SetOptions.parse(options)
    const name = Name.parse(given)
    if (expires !== undefined && name !== 'token')
      return answer('secret set', session, [
        { code: 'run.usage', object: 'dirsync secret set', detail: '--expires is for a token' }
      ])
    const key = keyFor(name, domain ?? null, session)
    if ('code' in key) return answer('secret set', session, [key])
    const value = await readSecretValue(name, session)
    if (!value.ok) return answer('secret set', session, value.problems)
    if (verify) {
      const refused = await verifySecret(key, value.value, session)
      if (isNonEmpty(refused)) return answer('secret set', session, refused)
    }
    const until = name === 'token' ? earlier(expires ?? null, expiryInToken(value.value)) : null
    const now = new Date()
    const stored = store(session.folder.path, key, value.value, until, now)
    if (!stored.ok) return answer('secret set', session, stored.problems)
    const warnings = [environmentWins(key, session), expiryWarning(until, now)]
    return answer(
      'secret set',
      session,
      warnings.filter((warning) => warning !== null)
    )
  })
}

function addClear(secret: Command, register: Register): void {
  const command = secret
    .command('clear')
    .summary('remove a stored secret')
    .description('Removes a secret from the store. One in the environment is not touched.')
    .argument('<name>', SECRET_NAMES.join(', '), nameOf)
    .addOption(new Option('--domain <name>', 'whose password: a name of ad.domains'))
  register(command, (session, [given], options) => {
    const { domain } = ClearOptions.parse(options)
    const key: SecretKey = { name: Name.parse(given), domain: domain ?? null }
    const cleared = clear(session.folder.path, key)
    const warning = environmentWins(key, session)
    return answer('secret clear', session, cleared.ok ? (warning === null ? [] : [warning]) : cleared.problems)
  })
}

/** Which secret is meant. The configuration says which domains there are; before there is one, any name will do. */
function keyFor(name: SecretName, domain: string | null, session: Session): SecretKey | Problem {
  const loaded = loadConfig(session.options.configFile)
  if (name !== 'ldap-password' && domain !== null)
    return { code: 'run.usage', object: 'dirsync secret', detail: '--domain is for an ldap-password' }
  if (name === 'ldap-password' && loaded.ok) {
    const known = loaded.value.config.domains.flatMap((each) => each.name ?? [])
    if (domain === null && known.length > 0) return { code: 'secret.domain_needed', object: name, known }
    if (domain !== null && !known.includes(domain)) return { code: 'secret.unknown_domain', object: domain, known }
  }
  return { name, domain }
}

function environmentWins(key: SecretKey, { secrets }: Session): Problem | null {
  const variable = variableOf(key)
  return secrets.environment.has(variable) ? { code: 'secret.environment_wins', object: key.name, variable } : null
}

/** The store as it is now; a token and a password are named also where there is none. */
function answer(command: string, session: Session, said: readonly Problem[]): Answer {
  const { facts, problems: faults } = knownSecrets(session.secrets)
  const lacking = (['token', 'ldap-password'] as const)
    .filter((name) => !facts.some(({ key }) => key.name === name))
    .map((name) => ({ name, domain: null, present: false, source: null, expires: null }))
  const secrets = [...facts.map(shown), ...lacking]
  // What was asked and refused comes first; faults of other secrets don't make a good answer bad.
  const problems = command === 'secret status' ? [...faults, ...tokenWarnings(session.secrets)] : said
  // To be stopped is no error, and not to have done it either.
  const ending = problems.filter((problem) => severityOf(problem) === 'error' || problem.code === 'run.stopped')
  const exitCode = worstOf(ending.map(exitCodeOf))
  return {
    exitCode,
    document: { ...headOf(exitCode, problems, session.options.language), command, secrets },
    lines: (view) => secretLines(secrets, problems, view)
  }
}

function nameOf(given: string): SecretName {
  const name = Name.safeParse(given)
  if (!name.success) throw new InvalidArgumentError(`There are: ${SECRET_NAMES.join(', ')}.`)
  return name.data
}

function dayOf(given: string): string {
  const end = endOfDay(given)
  if (end === null) throw new InvalidArgumentError('A day as YYYY-MM-DD is expected.')
  return end
}
