import type { z } from 'zod'

/** A `destination_conf` taken apart. Never throws on odd text: `scheme` is '' when there is none. */
export type ParsedConf = {
  /** In lower case. */
  scheme: string
  /** Host with port, or the bucket in `cos://bucket/…`; with `user:password@` where the text has it. */
  authority: string
  /** Without the leading slash, percent-encoding kept. */
  path: string
  /** In order, decoded where decodable; names may repeat. */
  params: { name: string; value: string }[]
}

/**
 * One kind of destination: everything the product knows about it, pure, for browser and server.
 * `Input` is what a person gives, `View` what may be shown (no secret in it). `Input` is `never` while the kind can
 * only be read.
 */
export type DestinationKind<Kind extends string, Input, View> = {
  kind: Kind
  /** As people call it: "Cloud Object Storage". */
  label: string
  /** What a job with this destination is created from; null while the kind can only be read. */
  input: z.ZodType<Input> | null
  view: z.ZodType<View>
  /** A form's complete start values; null while the kind can only be read. */
  defaults: (() => Input) | null
  /** Names of members of `Input` that hold a secret. */
  secretFields: readonly string[]
  /** Names of members of IBM's request and of parameters of `destination_conf` that hold a secret. */
  wireSecretFields: readonly string[]
  /** The members of IBM's create or update body, e.g. `{cos: {…}, ownership_challenge}`; null: read only. */
  toRequest: ((input: Input) => Record<string, unknown>) | null
  /** `destination_conf` as IBM will hold it, secrets as `••••`; null: read only. */
  toMaskedConf: ((input: Input) => string) | null
  /** null: this text is not of this kind. */
  parseConf: (conf: ParsedConf) => View | null
  /** The place in words a person recognises: `bucket/path/{DATE}`, `host:port`. */
  place: (view: View) => string
  /** The kind, with the way in where there are several: "Cloud Object Storage, by ownership challenge". */
  describe: (view: View) => string
}
