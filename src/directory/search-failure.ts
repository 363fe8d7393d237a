import { Stop } from '../model/result.ts'
import type { SearchSubject } from './wire/answer.ts'
import type { LdapResult } from './wire/decode-message.ts'

/** The Stop for a search that didn't end with success (0): its result, whatever the code, says that something may be missing. */
export function searchFailed(server: string, subject: SearchSubject, result: LdapResult): Stop {
  return new Stop({
    code: 'directory.search_failed',
    object: subject.base,
    server,
    ...subject,
    resultCode: result.code,
    text: result.text,
    referrals: result.referrals
  })
}
