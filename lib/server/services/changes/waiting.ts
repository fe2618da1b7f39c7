import 'server-only'
import type { ChangeRequest } from '@/lib/schemas/change-request'

/**
 * Not an error: what was asked for is kept and waits for approval. Thrown, so that no way to carry something out can forget
 * to look; `route()` answers it with 202.
 */
export class Waiting extends Error {
  readonly request: ChangeRequest

  constructor(request: ChangeRequest) {
    super('waits for approval')
    this.name = 'Waiting'
    this.request = request
  }
}
