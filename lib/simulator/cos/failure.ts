/** Error codes of S3 that the simulator answers with. Source: IBM's "Common headers and error codes". */
const FAILURES = {
  AccessDenied: { status: 403, message: 'Access Denied' },
  InvalidArgument: { status: 400, message: 'Invalid Argument' },
  InvalidDigest: { status: 400, message: 'The Content-MD5 you specified is not valid.' },
  BadDigest: {
    status: 400,
    message: 'The Content-MD5 you specified did not match what we received.',
  },
  InvalidRange: { status: 416, message: 'The requested range cannot be satisfied.' },
  InvalidURI: { status: 400, message: "Couldn't parse the specified URI." },
  KeyTooLong: { status: 400, message: 'Your key is too long.' },
  MethodNotAllowed: {
    status: 405,
    message: 'The specified method is not allowed against this resource.',
  },
  NoSuchBucket: { status: 404, message: 'The specified bucket does not exist.' },
  NoSuchKey: { status: 404, message: 'The specified key does not exist.' },
  NotImplemented: {
    status: 501,
    message: 'A header you provided implies functionality that is not implemented.',
  },
  PreconditionFailed: {
    status: 412,
    message: 'At least one of the preconditions you specified did not hold.',
  },
} as const

export type CosFailureCode = keyof typeof FAILURES

/** Thrown inside the service; becomes the XML error document. */
export class CosFailure extends Error {
  readonly code: CosFailureCode
  readonly status: number

  constructor(code: CosFailureCode, message?: string) {
    super(message ?? FAILURES[code].message)
    this.code = code
    this.status = FAILURES[code].status
  }
}
