/** The little of express 5 that the independent SCIM server uses; the package brings no types. */
declare module 'express' {
  import type { IncomingMessage, RequestListener } from 'node:http'

  export interface Request extends IncomingMessage {
    header(name: string): string | undefined
  }

  export interface Application extends RequestListener {
    use(path: string, handler: Router): void
    set(name: 'query parser', parse: (text: string | null) => object): void
  }

  export class Router {}

  export default function express(): Application

  // biome-ignore lint/suspicious/noRedeclare: a function and its namespace are merged, as express itself declares them
  namespace express {
    export type { Request }
  }
}
