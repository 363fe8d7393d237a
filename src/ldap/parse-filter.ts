import { bad, good, type Result } from '../model/result.ts'
import type { Filter } from './filter.ts'

/** What is wrong at a place of a filter's text; the words are the catalogue's. */
export type FilterFault =
  | 'empty'
  | 'unclosed'
  | 'trailing'
  | 'no_components'
  | 'component_expected'
  | 'attribute_expected'
  | 'operator_expected'
  | 'rule_expected'
  | 'bad_escape'
  | 'unescaped_parenthesis'
  | 'unescaped_asterisk'
  | 'too_deep'

/** AD refuses deeper filters, and no hand writes them; the limit keeps the parser's stack bounded. */
const MAX_DEPTH = 100

/**
 * Parses RFC 4515 text. Outer parentheses may be left out (`mail=*`, `&(a=b)(c=d)`), as the vendor's config.yml does. Blanks are allowed
 * around parentheses, operators and attribute names, where they have no meaning; in a value they count.
 * Fails with one problem that has the column, counted from 1 in `text` as it was given.
 */
export function parseFilter(text: string): Result<Filter> {
  try {
    return good(new Parser(text).whole())
  } catch (error) {
    if (error instanceof Fault) {
      return bad({
        code: 'directory.filter_syntax',
        object: text,
        filter: text,
        column: error.index + 1,
        fault: error.fault
      })
    }
    throw error
  }
}

class Fault extends Error {
  readonly fault: FilterFault
  readonly index: number
  constructor(fault: FilterFault, index: number) {
    super(fault)
    this.fault = fault
    this.index = index
  }
}

const OPERATORS = { '>': 'greaterOrEqual', '<': 'lessOrEqual', '~': 'approx' } as const
const ATTRIBUTE = /[A-Za-z0-9.;_-]/
const NAME = /^(?:[A-Za-z][A-Za-z0-9_-]*|\d+(?:\.\d+)*)(?:;[A-Za-z0-9-]+)*$/

class Parser {
  private readonly text: string
  private at = 0
  private depth = 0
  constructor(text: string) {
    this.text = text
  }

  whole(): Filter {
    this.skipBlanks()
    if (this.at === this.text.length) throw new Fault('empty', this.at)
    const filter = this.peek() === '(' ? this.parenthesised() : this.bare(this.text.trimEnd().length)
    this.skipBlanks()
    if (this.at < this.text.length) throw new Fault('trailing', this.at)
    return filter
  }

  /** Without outer parentheses, a value ends where the text does, so a closing parenthesis in it is one too many. */
  private bare(end: number): Filter {
    const filter = this.inside(end)
    this.skipBlanks()
    return filter
  }

  private parenthesised(): Filter {
    const start = this.at
    if (this.depth === MAX_DEPTH) throw new Fault('too_deep', this.at)
    this.depth += 1
    this.at += 1
    const filter = this.inside(this.text.length)
    this.skipBlanks()
    if (this.at === this.text.length) throw new Fault('unclosed', start)
    if (this.peek() !== ')') throw new Fault('trailing', this.at)
    this.at += 1
    this.depth -= 1
    return filter
  }

  private inside(end: number): Filter {
    this.skipBlanks()
    const operator = this.peek()
    if (operator === '&' || operator === '|') {
      this.at += 1
      const filters = this.components()
      return { kind: operator === '&' ? 'and' : 'or', filters }
    }
    if (operator === '!') {
      this.at += 1
      this.skipBlanks()
      if (this.peek() !== '(') throw new Fault('component_expected', this.at)
      return { kind: 'not', filter: this.parenthesised() }
    }
    return this.item(end)
  }

  private components(): Filter[] {
    const filters: Filter[] = []
    this.skipBlanks()
    while (this.peek() === '(') {
      filters.push(this.parenthesised())
      this.skipBlanks()
    }
    if (filters.length === 0) {
      throw new Fault(this.peek() === ')' || this.peek() === '' ? 'no_components' : 'component_expected', this.at)
    }
    return filters
  }

  private item(end: number): Filter {
    const start = this.at
    const attribute = this.attribute()
    const sign = this.peek()
    if (sign === ':') return this.extensible(attribute, start, end)
    if (attribute === null) throw new Fault('attribute_expected', start)
    if (sign === '>' || sign === '<' || sign === '~') {
      if (this.text[this.at + 1] !== '=') throw new Fault('operator_expected', this.at)
      this.at += 2
      return { kind: OPERATORS[sign], attribute, value: this.value(end) }
    }
    if (sign !== '=') throw new Fault('operator_expected', this.at)
    this.at += 1
    return this.equalOrSubstring(attribute, end)
  }

  private equalOrSubstring(attribute: string, end: number): Filter {
    const start = this.at
    const parts = this.parts(end)
    const [initial, ...others] = parts
    const final = others.pop()
    if (initial === undefined || final === undefined) {
      return { kind: 'equal', attribute, value: initial ?? Buffer.alloc(0) }
    }
    const any = others.filter((part) => part.length > 0)
    if (initial.length + final.length + any.length > 0) return { kind: 'substring', attribute, initial, any, final }
    if (parts.length > 2) throw new Fault('unescaped_asterisk', start + 1)
    return { kind: 'present', attribute }
  }

  /** `:dn:rule:=value`, each part but one may be missing (RFC 4515 §3, `extensible`). */
  private extensible(attribute: string | null, start: number, end: number): Filter {
    let dnAttributes = false
    let rule: string | null = null
    while (this.peek() === ':' && this.text[this.at + 1] !== '=') {
      this.at += 1
      const word = this.text.slice(this.at).match(/^\s*([A-Za-z0-9.-]+)\s*/)
      if (word?.[1] === undefined || rule !== null) throw new Fault('rule_expected', this.at)
      this.at += word[0].length
      if (!dnAttributes && word[1].toLowerCase() === 'dn') dnAttributes = true
      else rule = word[1]
    }
    if (this.peek() !== ':') throw new Fault('rule_expected', this.at)
    this.at += 2
    if (attribute === null && rule === null) throw new Fault('attribute_expected', start)
    return { kind: 'extensible', attribute, rule, dnAttributes, value: this.value(end) }
  }

  private attribute(): string | null {
    const start = this.at
    while (ATTRIBUTE.test(this.peek())) this.at += 1
    const name = this.text.slice(start, this.at)
    this.skipBlanks()
    if (name === '') return null
    if (!NAME.test(name)) throw new Fault('attribute_expected', start)
    return name
  }

  private value(end: number): Buffer {
    const start = this.at
    const [value, ...others] = this.parts(end)
    if (value === undefined || others.length > 0)
      throw new Fault('unescaped_asterisk', start + this.text.slice(start).indexOf('*'))
    return value
  }

  /** The value up to its closing parenthesis or `end`, unescaped, cut at its asterisks. */
  private parts(end: number): Buffer[] {
    const parts: Buffer[] = []
    let bytes: Buffer[] = []
    let plain = this.at
    const flush = () => bytes.push(Buffer.from(this.text.slice(plain, this.at), 'utf8'))
    while (this.at < end) {
      const character = this.peek()
      if (character === ')') {
        if (this.depth === 0) throw new Fault('unescaped_parenthesis', this.at)
        break
      }
      if (character === '(') throw new Fault('unescaped_parenthesis', this.at)
      if (character === '*') {
        flush()
        parts.push(Buffer.concat(bytes))
        bytes = []
        this.at += 1
        plain = this.at
      } else if (character === '\\') {
        const hex = this.text.slice(this.at + 1, this.at + 3)
        if (!/^[0-9A-Fa-f]{2}$/.test(hex)) throw new Fault('bad_escape', this.at)
        flush()
        bytes.push(Buffer.from(hex, 'hex'))
        this.at += 3
        plain = this.at
      } else this.at += 1
    }
    flush()
    parts.push(Buffer.concat(bytes))
    return parts
  }

  private peek(): string {
    return this.text[this.at] ?? ''
  }

  private skipBlanks(): void {
    while (/\s/.test(this.peek())) this.at += 1
  }
}
