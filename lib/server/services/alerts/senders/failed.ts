import 'server-only'

/** An attempt came to nothing; the message is a sentence for the delivery log, without anything secret. */
export class SendingFailed extends Error {
  /** Of a mail channel's addresses those that got it all the same. */
  readonly told: readonly string[]

  constructor(message: string, told: readonly string[] = []) {
    super(message)
    this.name = 'SendingFailed'
    this.told = told
  }
}
