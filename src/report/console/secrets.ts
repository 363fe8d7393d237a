import type { Problem } from '../../problems/problem.ts'
import type { Documents } from '../json-documents.ts'
import { texts } from '../texts/texts.ts'
import { columns } from './columns.ts'
import { localTime } from './plain.ts'
import { problemLines } from './problems.ts'
import type { View } from './view.ts'

type Secrets = Documents['secret status']['secrets']

export function secretLines(secrets: Secrets, problems: readonly Problem[], view: View): string[] {
  return [...problemLines(problems, view), ...secretRows(secrets, view)]
}

/** A row a secret: its name, where it comes from, when it expires. */
export function secretRows(secrets: Secrets, view: View): string[] {
  const words = texts(view.language)
  const rows = secrets.map(({ name, domain, source, expires }) => [
    domain === null ? name : `${name} ${domain}`,
    source ?? words.secretAbsent,
    expires === null ? '' : words.secretExpires(localTime(expires))
  ])
  return columns(rows, { indent: 2 })
}
