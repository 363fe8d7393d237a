import { spawn } from 'node:child_process'

/** Runs a program to its end; what it printed, or an error with all of it. `input` goes to its standard input. */
export function runProgram(program: string, args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C.UTF-8' } })
    let printed = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (printed += text))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(printed)
      else reject(new Error(`${program} ${args[0] ?? ''} ended with ${code}:\n${printed}`))
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}
