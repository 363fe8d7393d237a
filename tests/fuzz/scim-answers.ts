import { quickService } from '../faults/quick-service.ts'
import type { FaultAction } from '../support/service/faults.ts'
import { mutatedJson, mutatedText, Random } from './random.ts'
import { expectToEnd, type Target } from './target.ts'
import { openWorld } from './world.ts'

const TYPES = [
  'application/scim+json',
  'application/json',
  'text/html',
  'text/plain; charset=utf-16',
  '',
  '\u00e9/x'
] as const
const STATUSES = [200, 201, 204, 206, 299, 301, 400, 404, 409, 412, 413, 418, 422, 500, 501, 599] as const

/** Answers of the service that are no answers: other JSON, no JSON, other statuses, in reading and in writing. */
export const scimAnswers: Target = {
  name: 'scim',
  async open() {
    return {
      async attempt(seed) {
        const random = new Random(seed)
        const world = await openWorld()
        try {
          const quick = () => ({ openService: quickService().openService })
          await world.product.run({}, quick())
          await world.staged.set('taro', { title: '部長' })
          await world.staged.remove('jiro')
          const methods = ['', 'GET', 'PATCH', 'POST', 'DELETE']
          for (let faults = 1 + random.whole(3); faults > 0; faults--) {
            const method = random.of(methods)
            world.service.faults.add({
              ...(method === '' ? {} : { method }),
              ...(random.chance(0.5) ? { nth: 1 + random.whole(6) } : { probability: 0.5 }),
              action: spoiling(random)
            })
          }
          await world.staged.addUser('yuki', 'dev', { cn: '高橋 雪', sn: '高橋', mail: 'yuki@example.jp' })
          for (const full of [true, false]) await expectToEnd(world.product.run({ full }, quick()))
          world.service.faults.clear()
          // Whatever it has been told, the state that came of it is one that runs can work with.
          await expectToEnd(world.product.run({ full: true }, quick()))
        } finally {
          await world.close()
        }
      },
      close: async () => {}
    }
  }
}

function spoiling(random: Random): FaultAction {
  const kind = random.whole(4)
  if (kind === 0) {
    const status = random.of(STATUSES)
    const body = random.of(['scim', 'html', 'json', 'text', 'empty'] as const)
    return {
      kind: 'status',
      status,
      body,
      detail: random.of(['', 'x', '\u202e秘', 'x'.repeat(5000)]),
      processed: random.chance(0.5)
    }
  }
  if (kind === 1)
    return {
      kind: 'content-type',
      contentType: random.of(TYPES.slice(0, 5)),
      body: mutatedText('{"Resources":[{"id":"1"}],"totalResults":1}', random)
    }
  if (kind === 2) return { kind: 'truncated', cut: random.chance(0.5) }
  return { kind: 'rewrite', rewrite: (body) => mutatedJson(body, random) }
}
