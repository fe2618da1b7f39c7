import 'server-only'
import { ServerError } from '@/lib/server/server-error'

/** An attempt came to nothing; the message is a sentence for the delivery log, without anything secret. */
export class SendingFailed extends ServerError {
  static override readonly kind = 'SendingFailed'
  /** Of a mail channel's addresses those that got it all the same. */
  readonly told: readonly string[]

  constructor(message: string, told: readonly string[] = []) {
    super(message)
    this.told = told
  }
}
