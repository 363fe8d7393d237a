import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  visit,
  type YAMLError,
  type YAMLMap
} from 'yaml'
import { bad, good, type Result } from '../model/result.ts'
import type { YamlFault } from '../problems/config-file.ts'
import type { Problem } from '../problems/problem.ts'
import { keyText, type Path, Places, type Position } from './places.ts'

/** A file's content as plain values (mappings without prototype), and where each of them stands. */
export interface YamlTree {
  readonly file: string
  readonly value: unknown
  readonly places: Places
  /** Duplicate keys (the first one is in `value`), aliases of nothing. */
  readonly problems: readonly Problem[]
}

/** Aliases may multiply what a short file says; a configuration never comes near this. */
const MAX_NODES = 200_000
const MAX_DEPTH = 50
const MAX_SYNTAX_PROBLEMS = 20

/**
 * Reads YAML 1.2 (core schema). Anchors, aliases and merge keys (`<<`) are resolved, within bounds; tags, directives and several documents
 * are refused. Every syntax error is given, located, none of them with the file's own text: a secret may stand there.
 */
export function readYaml(text: string, file: string): Result<YamlTree> {
  const lines = new LineCounter()
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const fault = (what: YamlFault, at: Position): Problem => ({
    code: 'config.yaml',
    fault: what,
    file,
    ...at,
    object: file
  })
  let documents: Document.Parsed[]
  try {
    const parsed = parseAllDocuments(text, {
      version: '1.2',
      schema: 'core',
      uniqueKeys: false,
      prettyErrors: false,
      lineCounter: lines
    })
    documents = Array.isArray(parsed) ? parsed : []
  } catch (error) {
    // The parser descends by recursion: a file of brackets exhausts the stack.
    if (error instanceof RangeError) return bad(fault('too_complex', { line: 1, column: 1 }))
    throw error
  }
  const [document, second] = documents
  if (document === undefined) return good({ file, value: null, places: new Places(), problems: [] })
  const faults = [...document.errors, ...document.warnings].map((error) => fault(faultOf(error), place(error.pos[0])))
  if (second !== undefined) faults.push(fault('several_documents', place(second.range[0])))
  if (document.directives.yaml.explicit && document.directives.yaml.version !== '1.2')
    faults.push(fault('directive', { line: 1, column: 1 }))
  // Past the parser's bound everything looks wrong.
  const bound = faults.find((problem) => problem.code === 'config.yaml' && problem.fault === 'too_complex')
  const [first, ...more] = bound === undefined ? faults : [bound]
  if (first !== undefined) return bad(first, ...more.slice(0, MAX_SYNTAX_PROBLEMS - 1))
  return new TreeBuilder(document, file, place).build()
}

class TooComplex extends Error {
  readonly offset: number
  constructor(offset: number) {
    super('too complex')
    this.offset = offset
  }
}

class TreeBuilder {
  private readonly document: Document.Parsed
  private readonly file: string
  private readonly place: (offset: number) => Position
  private readonly places = new Places()
  private readonly problems: Problem[] = []
  private readonly targets: ReadonlyMap<Alias, Node>
  private nodes = 0

  constructor(document: Document.Parsed, file: string, place: (offset: number) => Position) {
    this.document = document
    this.file = file
    this.place = place
    this.targets = aliasTargets(document)
  }

  build(): Result<YamlTree> {
    try {
      const value = this.node(this.document.contents, [], null, 0)
      return good({ file: this.file, value, places: this.places, problems: this.problems })
    } catch (error) {
      if (!(error instanceof TooComplex)) throw error
      return bad({
        code: 'config.yaml',
        fault: 'too_complex',
        file: this.file,
        ...this.place(error.offset),
        object: this.file
      })
    }
  }

  private node(node: unknown, path: Path, key: Position | null, depth: number): unknown {
    const start = startOf(node)
    this.nodes += 1
    if (this.nodes > MAX_NODES || depth > MAX_DEPTH) throw new TooComplex(start ?? 0)
    this.places.add(path, key, start === null ? (key ?? { line: 1, column: 1 }) : this.place(start))
    if (isAlias(node)) {
      const target = this.targets.get(node)
      if (target !== undefined) return this.inside(target, path, depth + 1)
      this.problems.push({
        code: 'config.yaml',
        fault: 'alias',
        file: this.file,
        ...this.places.ofValue(path),
        object: this.file
      })
      return null
    }
    return this.inside(node, path, depth)
  }

  private inside(node: unknown, path: Path, depth: number): unknown {
    if (depth > MAX_DEPTH) throw new TooComplex(startOf(node) ?? 0)
    if (isMap(node)) return this.mapping(node, path, depth)
    if (isSeq(node)) return node.items.map((item, index) => this.node(item, [...path, index], null, depth + 1))
    return isScalar(node) ? (node.value ?? null) : null
  }

  private mapping(map: YAMLMap, path: Path, depth: number): unknown {
    const result: Record<string, unknown> = Object.create(null)
    const own = new Map<string, Position>()
    for (const pair of map.items) {
      if (isMergeKey(pair)) continue
      const key = keyOf(pair)
      const position = this.place(startOf(pair.key) ?? map.range?.[0] ?? 0)
      const first = own.get(key)
      if (first !== undefined) {
        this.problems.push({
          code: 'config.duplicate_key',
          firstLine: first.line,
          firstColumn: first.column,
          file: this.file,
          ...position,
          object: keyText([...path, key])
        })
        continue
      }
      own.set(key, position)
      result[key] = this.node(pair.value, [...path, key], position, depth + 1)
    }
    for (const pair of map.items) if (isMergeKey(pair)) this.merge(pair.value, result, path, depth)
    return result
  }

  /** https://yaml.org/type/merge.html: a key that the mapping has itself wins, then that of the earlier source. */
  private merge(source: unknown, into: Record<string, unknown>, path: Path, depth: number): void {
    if (depth > MAX_DEPTH) throw new TooComplex(startOf(source) ?? 0)
    const target = isAlias(source) ? this.targets.get(source) : source
    if (isSeq(target)) for (const item of target.items) this.merge(item, into, path, depth + 1)
    if (!isMap(target)) return
    for (const pair of target.items) {
      if (isMergeKey(pair)) continue
      const key = keyOf(pair)
      if (Object.hasOwn(into, key)) continue
      into[key] = this.node(pair.value, [...path, key], this.place(startOf(pair.key) ?? 0), depth + 1)
    }
    for (const pair of target.items) if (isMergeKey(pair)) this.merge(pair.value, into, path, depth + 1)
  }
}

/** What each alias stands for: the nearest anchor of its name before it (YAML 1.2 §7.1). One pass: the library looks each up from the start. */
function aliasTargets(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>()
  const targets = new Map<Alias, Node>()
  visit(document, {
    Value(_, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node)
    },
    Alias(_, alias) {
      const target = anchors.get(alias.source)
      if (target !== undefined) targets.set(alias, target)
    }
  })
  return targets
}

function isMergeKey(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.value === '<<' && pair.key.type === 'PLAIN'
}

function keyOf(pair: Pair): string {
  if (isScalar(pair.key))
    return typeof pair.key.value === 'string' ? pair.key.value : (pair.key.source ?? String(pair.key.value ?? ''))
  return '?'
}

function startOf(node: unknown): number | null {
  if (isAlias(node) || isScalar(node) || isMap(node) || isSeq(node)) return node.range?.[0] ?? null
  return null
}

function faultOf(error: YAMLError): YamlFault {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return 'tab'
    case 'BAD_INDENT':
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'indentation'
    case 'MISSING_CHAR':
      return 'unclosed'
    case 'UNEXPECTED_TOKEN':
    case 'IMPOSSIBLE':
      return 'unexpected'
    case 'BAD_SCALAR_START':
      return 'reserved_character'
    case 'BAD_DQ_ESCAPE':
      return 'escape'
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'MULTIPLE_ANCHORS':
      return 'alias'
    case 'TAG_RESOLVE_FAILED':
    case 'MULTIPLE_TAGS':
    case 'BAD_COLLECTION_TYPE':
      return 'tag'
    case 'MULTIPLE_DOCS':
      return 'several_documents'
    case 'BAD_DIRECTIVE':
      return 'directive'
    case 'KEY_OVER_1024_CHARS':
    case 'NON_STRING_KEY':
    case 'DUPLICATE_KEY':
      return 'key'
    case 'RESOURCE_EXHAUSTION':
      return 'too_complex'
    default:
      return 'other'
  }
}
