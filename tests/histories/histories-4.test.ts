import { describe } from 'vitest'
import { areClean } from './clean.ts'

describe('histories end well, and nothing goes wrong on the way: seeds', () => areClean(151, 50))
