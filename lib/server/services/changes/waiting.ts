import 'server-only'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import { ServerError } from '@/lib/server/server-error'

/**
 * Not an error: what was asked for is kept and waits for approval. Thrown, so that no way to carry something out can forget
 * to look; `route()` answers it with 202.
 */
export class Waiting extends ServerError {
  static override readonly kind = 'Waiting'
  readonly request: ChangeRequest

  constructor(request: ChangeRequest) {
    super('waits for approval')
    this.request = request
  }
}
