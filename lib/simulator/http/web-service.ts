import type { Answer, Call } from '../call.ts'
import type { SimService } from '../context.ts'

/** A service that speaks web-standard objects, in the lean form of the others. */
export function webService(service: SimService): (call: Call) => Promise<Answer> {
  return async (call) => {
    const response = await service.handle(await call.request())
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    }
  }
}
