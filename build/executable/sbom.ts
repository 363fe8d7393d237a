import { createHash } from 'node:crypto'
import manifest from '../../package.json' with { type: 'json' }
import type { Component } from './packages.ts'

/**
 * A software bill of materials as CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/): what is in the executables, each with the hash of the
 * package that it was taken from. No time and no random number is in it: the same sources give the same file.
 */
export function billOfMaterials(components: readonly Component[]): string {
  const product = `pkg:npm/${manifest.name}@${manifest.version}`
  const references = new Map(components.map(({ name, purl }) => [name, purl]))
  const needs = (names: readonly string[]) => names.flatMap((name) => references.get(name) ?? []).sort()
  const body = {
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': product,
        name: manifest.name,
        version: manifest.version,
        description: manifest.description,
        licenses: [{ license: { id: manifest.license } }],
        purl: product
      }
    },
    components: components.map(({ name, version, license, purl, integrities }) => ({
      type: name === 'node' ? 'platform' : 'library',
      'bom-ref': purl,
      name,
      version,
      licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }],
      purl,
      ...(integrities.length === 1
        ? { hashes: integrities.map(sha512) }
        : {
            externalReferences: integrities.map((integrity) => ({
              type: 'distribution',
              url: purl,
              hashes: [sha512(integrity)]
            }))
          })
    })),
    dependencies: [
      { ref: product, dependsOn: needs(['node', ...Object.keys(manifest.dependencies)]) },
      ...components.map((component) => ({ ref: component.purl, dependsOn: needs(component.needs) }))
    ]
  }
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(body))}`,
    ...body
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function sha512(integrity: string) {
  return { alg: 'SHA-512', content: Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex') }
}

/** A UUID of version 8, free for own schemes (RFC 9562, 5.8), of the content. */
function uuidOf(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-'
  )
}
