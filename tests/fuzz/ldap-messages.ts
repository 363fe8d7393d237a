import { type AddressInfo, connect, createServer } from 'node:net'
import { MessageReader } from '../support/directory/ber.ts'
import { mutatedBytes, Random } from './random.ts'
import { expectToEnd, type Target } from './target.ts'
import { openWorld } from './world.ts'

/** One message of an answer of the directory is spoilt on its way: well-framed rubbish, broken frames, values of other lengths. */
export const ldapMessages: Target = {
  name: 'ldap',
  async open() {
    const world = await openWorld()
    await world.product.run()
    let random = new Random(0)
    let spoilAt = 0
    let messages = 0
    const proxy = createServer((client) => {
      const server = connect(world.directory.connection.port, world.directory.connection.host)
      const reader = new MessageReader()
      client.on('error', () => server.destroy()).on('close', () => server.destroy())
      server.on('error', () => client.destroy()).on('close', () => client.destroySoon())
      client.on('data', (bytes) => void server.write(bytes))
      server.on('data', (bytes: Buffer) => {
        for (const message of reader.push(bytes))
          client.write(++messages === spoilAt ? mutatedBytes(message, random) : message)
      })
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const { port } = proxy.address() as AddressInfo
    const directory = { ...world.directory.connection, port }
    world.product.reconfigure({ directory, server: 'timeout: 1\n      encryption: none' })
    await world.product.run({ mode: 'dry-run' })
    const all = messages
    return {
      async attempt(seed) {
        random = new Random(seed)
        messages = 0
        spoilAt = 1 + random.whole(all)
        await expectToEnd(world.product.run({ mode: 'dry-run' }))
      },
      async close() {
        proxy.close()
        await world.close()
      }
    }
  }
}
