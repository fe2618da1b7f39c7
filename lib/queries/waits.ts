import type { ChangeRequest } from '@/lib/schemas/change-request'

/**
 * Not a failure: what was asked for is kept and waits for an administrator's approval. Thrown, as on the server, so that
 * nobody takes it for done.
 */
export class WaitsForApproval extends Error {
  readonly request: ChangeRequest

  constructor(request: ChangeRequest) {
    super('Waiting for approval by an administrator.')
    this.name = 'WaitsForApproval'
    this.request = request
  }
}
