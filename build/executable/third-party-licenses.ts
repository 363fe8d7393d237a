import type { Component } from './packages.ts'

const RULE = '='.repeat(100)

/** The text file that goes with the executables: each component with its licence, as these demand. */
export function thirdPartyLicenses(components: readonly Component[], noticesInSources: string): string {
  const sections = components.map(({ name, version, license, licenseText }) =>
    [RULE, `${name} ${version} (${license})`, RULE, '', licenseText, ''].join('\n')
  )
  return [
    'Directory Sync for IIJ ID includes the following software.',
    '',
    ...sections,
    ...(noticesInSources.trim() === ''
      ? []
      : [RULE, 'Notices in the sources of these', RULE, '', noticesInSources.trim(), ''])
  ].join('\n')
}
