import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Language, type Node, Parser } from 'web-tree-sitter'
import { ROOT } from '../repository/tree.ts'

export const MODULE = join(ROOT, 'powershell', 'DirSync')

/** A command as it is called: `Get-Item -LiteralPath $x -Force @more`. */
export interface Call {
  readonly file: string
  readonly line: number
  readonly name: string
  /** Without the hyphen, as they are written. */
  readonly parameters: readonly string[]
  /** Arguments come from a variable too: `@settings`. */
  readonly splatted: boolean
  /** Arguments that are neither a parameter nor, at a guess, a parameter's value. */
  readonly text: string
}

export interface PowerShellFile {
  /** Relative to the module's folder, with `/`. */
  readonly path: string
  readonly bytes: Uint8Array
  readonly text: string
  /** The text with comments and the contents of strings blanked out, line for line. */
  readonly code: string
  readonly functions: readonly string[]
  /** Of the first function. */
  readonly parameters: readonly string[]
  readonly calls: readonly Call[]
  /** Names of variables, without `$` and scope. */
  readonly variables: readonly string[]
}

const require = createRequire(import.meta.url)
await Parser.init()
const parser = new Parser().setLanguage(
  await Language.load(require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm'))
)

/** Every .ps1, .psm1 and .psd1 of the module. */
export const FILES: readonly PowerShellFile[] = modulePaths(/\.ps(1|m1|d1)$/).map((path) =>
  parse(path, readFileSync(join(MODULE, path)))
)

/** Paths of the module's files, relative to its folder. */
export function modulePaths(name: RegExp): string[] {
  return readdirSync(MODULE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(MODULE.length + 1)
        .replaceAll('\\', '/')
    )
    .sort()
}

/** The grammar is approximate: what it can't read is an ERROR node, around which the rest is still found. The true parser judges in Pester. */
export function parse(path: string, bytes: Uint8Array): PowerShellFile {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  const tree = parser.parse(text)
  if (tree === null) throw new Error(`${path} could not be parsed`)
  const root = tree.rootNode
  const functions = root.descendantsOfType('function_statement')
  return {
    path,
    bytes,
    text,
    code: withoutCommentsAndStrings(text, root),
    functions: functions.map((each) => named(each, 'function_name')),
    parameters: parametersOf(functions[0]),
    calls: root.descendantsOfType('command').flatMap((command) => callOf(path, command)),
    variables: root.descendantsOfType('variable').map((each) => each?.text.replace(/^[$@]\{?(\w+:)?|\}$/g, '') ?? '')
  }
}

function named(node: Node | null, type: string): string {
  return node?.descendantsOfType(type)[0]?.text ?? ''
}

function parametersOf(definition: Node | null | undefined): string[] {
  const block = definition?.descendantsOfType('param_block')[0]
  const list = block?.namedChildren.find((child) => child?.type === 'parameter_list')
  return (list?.namedChildren ?? [])
    .filter((child) => child?.type === 'script_parameter')
    .flatMap((parameter) => parameter?.namedChildren.find((child) => child?.type === 'variable')?.text.slice(1) ?? [])
}

function callOf(file: string, command: Node | null): Call[] {
  if (command === null) return []
  const name = command.namedChildren.find((child) => child?.type === 'command_name')?.text
  if (name === undefined) return []
  const elements = command.namedChildren.find((child) => child?.type === 'command_elements')
  const children = elements?.namedChildren ?? []
  return [
    {
      file,
      line: command.startPosition.row + 1,
      name,
      parameters: children
        .filter((child) => child?.type === 'command_parameter')
        .map((child) => child?.text.replace(/^-|:.*$/g, '') ?? ''),
      splatted: children.some((child) => /^@\w/.test(child?.text ?? '')),
      text: command.text
    }
  ]
}

function withoutCommentsAndStrings(text: string, root: Node): string {
  const blank = root.descendantsOfType(['comment', 'string_literal'])
  let code = text
  for (const node of blank) {
    if (node === null) continue
    const filler = node.text.replaceAll(/[^\r\n]/g, ' ')
    code = code.slice(0, node.startIndex) + filler + code.slice(node.endIndex)
  }
  return code
}
