import { contentOf, differences, type Figures, figuresOf } from './content.ts'
import { addressOf } from './people.ts'
import type { Stage } from './stage.ts'
import type { Step } from './story.ts'

/** A step came out otherwise than told. */
export class NotAsTold extends Error {}

/** What a step did at the service. */
export interface Performed {
  readonly writes: number
  readonly figures: Figures
}

/** Performs steps one after another, and believes nothing that it did not see at the service itself. */
export class Performance {
  readonly #stage: Stage
  /** The service's id of everybody who was ever there, by the key in the company: nobody may become another. */
  readonly #ids = new Map<string, string>()

  constructor(stage: Stage) {
    this.#stage = stage
  }

  /** @param announce is called with the command before it runs. @throws NotAsTold */
  async step(step: Step, announce: (command: readonly string[]) => Promise<void>): Promise<Performed> {
    try {
      return await this.#perform(step, announce)
    } catch (error) {
      throw error instanceof NotAsTold ? new NotAsTold(`"${step.title.en}": ${error.message}`) : error
    }
  }

  async #perform(step: Step, announce: (command: readonly string[]) => Promise<void>): Promise<Performed> {
    const { service, company } = this.#stage
    await step.prepare?.(this.#stage)
    const before = contentOf(service)
    const fingerprint = step.effect === 'leaves no trace' ? await this.#stage.dataFingerprint() : null
    const command = await step.command(this.#stage)
    const writesBefore = service.log.totalWrites
    await announce(command)

    const exitCode = await this.#stage.run(command)
    if (exitCode !== step.exitCode) throw new NotAsTold(`exit code ${exitCode}, not ${step.exitCode}`)
    const writes = service.log.totalWrites - writesBefore
    if (step.effect !== 'changes' && writes > 0) throw new NotAsTold(`${writes} requests changed the service`)
    const wrong = differences(step.effect === 'changes' ? company.expected() : before, contentOf(service))
    if (wrong.length > 0) throw new NotAsTold(`the service does not hold what it should:\n  ${wrong.join('\n  ')}`)
    if (fingerprint !== null && fingerprint !== (await this.#stage.dataFingerprint()))
      throw new NotAsTold('the data folder is not what it was')
    this.#checkIdentities(step)
    this.#checkTransport()
    return { writes, figures: figuresOf(service) }
  }

  #checkIdentities({ effect }: Step): void {
    if (effect !== 'changes') return
    const { service, company } = this.#stage
    for (const key of company.keys()) {
      const userName = addressOf(company.person(key))
      const { id } = service.model.user(userName)
      if (id !== (this.#ids.get(key) ?? id)) throw new NotAsTold(`${userName} is not the same user as before`)
      this.#ids.set(key, id)
    }
  }

  /** Both stand-ins tell what they saw, and whether they are to be believed. */
  #checkTransport(): void {
    const { service, directory } = this.#stage
    if (service.bugs.length > 0) throw new NotAsTold(`the emulator itself failed: ${service.bugs.join('; ')}`)
    const bare = directory.server.log.searches.filter(({ encrypted, boundAs }) => !encrypted && boundAs !== null)
    if (bare.length > 0) throw new NotAsTold(`${bare.length} searches came without TLS`)
  }
}
