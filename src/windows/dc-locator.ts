import { type Called, gave, refused } from './call.ts'
import { PointerSlot, textAt } from './memory.ts'
import { ffi, library } from './native.ts'
import { wide } from './wide-text.ts'

/** dsgetdc.h */
const RETURN_DNS_NAME = 0x40000000
const IS_DNS_NAME = 0x20000
const WRITABLE_REQUIRED = 0x1000
const FORCE_REDISCOVERY = 0x1

const netapi32 = library('netapi32.dll', {
  DsGetDcNameW: { arguments: ['pointer', 'buffer', 'pointer', 'pointer', 'u32', 'buffer'], return: 'u32' },
  NetApiBufferFree: { arguments: ['pointer'], return: 'u32' }
})

/** A domain controller as the locator of Windows names it. */
export interface LocatedController {
  /** DNS name, without the backslashes. */
  readonly host: string
  /** DNS name of its domain. */
  readonly domain: string
  /** The site that it is in, and the one of this machine; null where Active Directory knows none. */
  readonly site: string | null
  readonly clientSite: string | null
}

/**
 * The controller of a domain that Windows would take itself: of this machine's site where there is one.
 * https://learn.microsoft.com/windows/win32/api/dsgetdc/nf-dsgetdc-dsgetdcnamew
 * @param again ask the network, not what Windows remembers: the one remembered did not answer
 */
export function locateController(domain: string, { again = false } = {}): Called<LocatedController> {
  const found = new PointerSlot()
  const flags = RETURN_DNS_NAME | IS_DNS_NAME | WRITABLE_REQUIRED | (again ? FORCE_REDISCOVERY : 0)
  const error = netapi32().DsGetDcNameW(0n, wide(domain), 0n, 0n, flags, found.buffer)
  if (error !== 0) return refused('DsGetDcNameW', error)
  // DOMAIN_CONTROLLER_INFOW on 64 bits.
  const text = (at: number) => {
    const pointer = ffi().getUint64(found.value, at)
    return pointer === 0n ? null : textAt(pointer)
  }
  const controller = {
    host: (text(0) ?? '').replace(/^\\\\/, '').replace(/\.$/, ''),
    domain: (text(40) ?? domain).replace(/\.$/, ''),
    site: text(64),
    clientSite: text(72)
  }
  netapi32().NetApiBufferFree(found.value)
  return gave(controller)
}
