import { dirsync } from './cli/dirsync.ts'

// What is left open (a socket that lingers, a timer) must not keep a process that has said everything.
void dirsync(process.argv.slice(2), process).then((exitCode) => process.exit(exitCode))
