import type { DynamicLibraryResult, FunctionSignature } from 'node:ffi'
import { join } from 'node:path'
import { readWide, wide } from './wide-text.ts'

type Ffi = typeof import('node:ffi')
type Definitions = Record<string, FunctionSignature>

const loaded = new Map<string, Ffi>()

/** Node's foreign function interface, loaded when it is first needed: only on Windows. Its one warning is left out: the runtime is pinned. */
export function ffi(): Ffi {
  const known = loaded.get('ffi')
  if (known !== undefined) return known
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    const module = process.getBuiltinModule('node:ffi')
    if (module === undefined) throw new Error('This Node has no node:ffi.')
    loaded.set('ffi', module)
    return module
  } finally {
    process.emitWarning = emitWarning
  }
}

/**
 * Functions of a library of Windows, by its full path in System32: a file of that name in the program's folder, in the working folder or in
 * PATH is never loaded. Loaded once, at the first use.
 */
export function library<const T extends Definitions>(
  name: string,
  definitions: T
): () => DynamicLibraryResult<T>['functions'] {
  let functions: DynamicLibraryResult<T>['functions'] | null = null
  return () => {
    functions ??= ffi().dlopen(join(systemFolder(), name), definitions).functions
    return functions
  }
}

// kernel32 is one of the libraries that Windows takes from System32 alone whatever the search path is (KnownDLLs).
const KERNEL = {
  GetSystemDirectoryW: { arguments: ['buffer', 'u32'], return: 'u32' },
  GetLastError: { arguments: [], return: 'u32' },
  LocalFree: { arguments: ['pointer'], return: 'pointer' },
  CloseHandle: { arguments: ['pointer'], return: 'i32' },
  GetCurrentProcess: { arguments: [], return: 'pointer' }
} as const

let kernelFunctions: DynamicLibraryResult<typeof KERNEL>['functions'] | null = null

/** The functions of kernel32.dll that all others need. */
export function kernel(): DynamicLibraryResult<typeof KERNEL>['functions'] {
  kernelFunctions ??= ffi().dlopen('kernel32.dll', KERNEL).functions
  return kernelFunctions
}

const LONGEST_PATH = 260
let system: string | null = null

/** Asked of Windows itself: SystemRoot in the environment may say anything. */
function systemFolder(): string {
  if (system !== null) return system
  const path = wide(' '.repeat(LONGEST_PATH))
  const length = kernel().GetSystemDirectoryW(path, LONGEST_PATH)
  if (length === 0 || length >= LONGEST_PATH) throw new Error(`GetSystemDirectoryW failed: ${kernel().GetLastError()}`)
  system = readWide(path)
  return system
}
