// `npm run bundle`: dist/dirsync.cjs alone, in a second: what the executables carry, to run on plain Node.
import { bundle, DIST, writeBundle } from './bundle.ts'

console.log(writeBundle(await bundle(), DIST))
