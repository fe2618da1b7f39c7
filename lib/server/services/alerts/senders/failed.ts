import 'server-only'

/** An attempt came to nothing; the message is a sentence for the delivery log, without anything secret. */
export class SendingFailed extends Error {}
