// Tells what a program was given: its arguments, the bytes of its standard input, the names in its environment. Exits with EXIT_CODE.
const bytes = []
for await (const chunk of process.stdin) bytes.push(chunk)
const [, , ...args] = process.argv
process.stderr.write('to standard error: 標準エラー\n')
process.stdout.write(
  JSON.stringify({ args, input: Buffer.concat(bytes).toString('hex'), names: Object.keys(process.env).sort() })
)
process.exitCode = Number(process.env.EXIT_CODE ?? 0)
