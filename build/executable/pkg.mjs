// Runs pkg in a process whose home and temporary folder are the build's own. Its function is called, not its command line, which takes no
// sea-config: both are internal to pkg, so pkg is pinned to one version. JavaScript, since pkg's own types know neither `main` nor
// `execArgvExtension`.
import process from 'node:process'
import packExecutables from '@yao-pkg/pkg/lib-es5/sea.js'

const { entry, nameInExecutable, targets } = JSON.parse(process.argv[2] ?? '')

await packExecutables.default(entry, {
  targets: targets.map(({ nodeVersion, target, output }) => {
    const [platform, arch] = target.split('-')
    return { nodeRange: `node${nodeVersion}`, platform, arch, output }
  }),
  seaConfig: {
    // Left to pkg it would be the absolute path, and every folder that a build runs in would give another executable.
    main: nameInExecutable,
    disableExperimentalSEAWarning: true,
    useSnapshot: false,
    useCodeCache: false,
    // On SIGUSR1 Node would open its debugger on a port of loopback, to whoever connects.
    execArgv: ['--disable-sigusr1'],
    // NODE_OPTIONS=--require=… would run before the program's first line, with the rights of a privileged account.
    execArgvExtension: 'none'
  },
  signature: false
})
