import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { bad, type Result } from '../model/result.ts'
import { texts } from '../report/texts/texts.ts'
import type { SecretName } from '../secrets/secret.ts'
import { secretText } from '../secrets/secrets.ts'
import type { Session } from './session.ts'

/** No token or password is longer; a file given by mistake ends here. */
const LONGEST_BYTES = 64 * 1024

/** The value on standard input, or typed unseen on a terminal. */
export async function readSecretValue(name: SecretName, session: Session): Promise<Result<string>> {
  return process.stdin.isTTY ? prompt(name, session) : fromStandardInput(name)
}

async function fromStandardInput(name: SecretName): Promise<Result<string>> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk)
    chunks.push(bytes)
    length += bytes.length
    if (length > LONGEST_BYTES) return bad({ code: 'secret.not_one_line', object: name })
  }
  const all = Buffer.concat(chunks)
  for (const chunk of chunks) chunk.fill(0)
  return secretText(all, name)
}

async function prompt(name: SecretName, { options }: Session): Promise<Result<string>> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const line = createInterface({ input: process.stdin, output: unseen, terminal: true })
  const gaveUp = new AbortController()
  line.once('SIGINT', () => gaveUp.abort())
  line.once('close', () => gaveUp.abort())
  // Now that the terminal shows nothing any more.
  process.stderr.write(texts(options.language).secretPrompt(name))
  try {
    const [typed] = await once(line, 'line', { signal: gaveUp.signal })
    return secretText(Buffer.from(String(typed), 'utf8'), name)
  } catch (error) {
    if (!gaveUp.signal.aborted) throw error
    return bad({ code: 'run.stopped', object: 'secret set', by: 'signal' })
  } finally {
    line.close()
    process.stderr.write('\n')
  }
}
