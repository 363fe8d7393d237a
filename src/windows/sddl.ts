import { type Sid, WELL_KNOWN } from './accounts.ts'

/** An access list in words. https://learn.microsoft.com/windows/win32/secauthz/security-descriptor-string-format */
export interface FileSecurity {
  readonly owner: Sid | null
  /** null: there is none, so everybody may do everything. */
  readonly entries: readonly AccessEntry[] | null
  /** Nothing is inherited from the folder. */
  readonly protected: boolean
}

export interface AccessEntry {
  readonly kind: 'allow' | 'deny' | 'other'
  /** Holds for what will be made inside, not for the folder itself. */
  readonly inheritOnly: boolean
  /** ACCESS_MASK of winnt.h, with generic rights as those of files. */
  readonly mask: number
  readonly sid: Sid
}

/** winnt.h: rights that let somebody change a file, its place, or who may. FILE_WRITE_DATA … includes FILE_ADD_FILE of folders. */
const WRITE = 0x2 | 0x4 | 0x10 | 0x40 | 0x100 | 0x10000 | 0x40000 | 0x80000
const READ = 0x1

const RIGHTS: Readonly<Record<string, number>> = {
  FA: 0x1f01ff,
  FR: 0x120089,
  FW: 0x120116,
  FX: 0x1200a0,
  GA: 0x1f01ff,
  GR: 0x120089,
  GW: 0x120116,
  GX: 0x1200a0,
  RC: 0x20000,
  SD: 0x10000,
  WD: 0x40000,
  WO: 0x80000,
  CC: 0x1,
  DC: 0x2,
  LC: 0x4,
  SW: 0x8,
  RP: 0x10,
  WP: 0x20,
  DT: 0x40,
  LO: 0x80,
  CR: 0x100
}
/** Generic rights written as numbers. */
const GENERIC: readonly (readonly [number, string])[] = [
  [0x10000000, 'GA'],
  [0x20000000, 'GX'],
  [0x40000000, 'GW'],
  [0x80000000, 'GR']
]
/** The abbreviations that Windows writes on files; any other stays as it is, and is then nobody that is trusted. */
const SIDS: Readonly<Record<string, Sid>> = {
  SY: WELL_KNOWN.system,
  BA: WELL_KNOWN.administrators,
  BU: 'S-1-5-32-545',
  WD: 'S-1-1-0',
  AU: 'S-1-5-11',
  CO: 'S-1-3-0',
  CG: 'S-1-3-1',
  OW: 'S-1-3-4',
  LS: 'S-1-5-19',
  NS: 'S-1-5-20',
  IU: 'S-1-5-4',
  SU: 'S-1-5-6',
  PU: 'S-1-5-32-547'
}

/** Takes an SDDL text apart. null: it isn't one. */
export function parseSddl(sddl: string): FileSecurity | null {
  const owner = /(?:^|\))?O:((?:S-[\d-]+)|[A-Z]{2})/.exec(sddl)?.[1]
  const list = /D:([A-Z_]*?)((?:\([^()]*\))*)(?=S:|$)/.exec(sddl)
  if (owner === undefined && list === null) return null
  const [, flags = '', text = ''] = list ?? []
  return {
    owner: owner === undefined ? null : sidFor(owner),
    protected: /P/.test(flags.replaceAll('NO_ACCESS_CONTROL', '')),
    entries:
      list === null || flags.includes('NO_ACCESS_CONTROL')
        ? null
        : [...text.matchAll(/\(([^()]*)\)/g)].map((match) => entryOf(match[1] ?? ''))
  }
}

/** Who may change what this is the access list of, by their SIDs; an entry that denies takes nothing away. null: everybody. */
export function writersOf(security: FileSecurity): readonly Sid[] | null {
  return whoMay(security, WRITE)
}

/** Who may read it. */
export function readersOf(security: FileSecurity): readonly Sid[] | null {
  return whoMay(security, READ | WRITE)
}

function whoMay({ entries, owner }: FileSecurity, mask: number): readonly Sid[] | null {
  if (entries === null) return null
  const allowed = entries.filter((entry) => entry.kind === 'allow' && !entry.inheritOnly && (entry.mask & mask) !== 0)
  // An owner may change the list whatever it says.
  return [...new Set([...allowed.map(({ sid }) => sid), ...(owner === null ? [] : [owner])])]
}

/** `A;OICI;FA;;;SY` */
function entryOf(text: string): AccessEntry {
  const [type = '', flags = '', rights = '', , , sid = ''] = text.split(';')
  return {
    kind: type === 'A' || type === 'XA' ? 'allow' : type === 'D' || type === 'XD' ? 'deny' : 'other',
    inheritOnly: /^(?:..)*?IO/.test(flags),
    mask: maskOf(rights),
    sid: sidFor(sid)
  }
}

/** A right that isn't known counts as every right. */
function maskOf(rights: string): number {
  if (/^(0x[0-9a-f]+|\d+)$/i.test(rights)) {
    const number = Number(rights)
    return GENERIC.reduce(
      (mask, [bit, name]) => ((number / bit) & 1 ? mask | (RIGHTS[name] ?? 0) : mask),
      number & 0x1fffff
    )
  }
  return (rights.match(/../g) ?? []).reduce((mask, name) => mask | (RIGHTS[name] ?? 0x1f01ff), 0)
}

function sidFor(text: string): Sid {
  return SIDS[text] ?? text
}
