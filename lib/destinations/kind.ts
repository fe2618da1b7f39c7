import type { ZodMiniType } from 'zod/mini'

/** A `destination_conf` taken apart. Never throws on odd text: `scheme` is '' when there is none. */
export type ParsedConf = {
  /** All of it as it came, without blanks around it. */
  text: string
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
 * One kind of destination: everything the product knows about reading it, pure, for browser and server.
 * `View` is what may be shown: no secret in it.
 */
export type DestinationKind<Kind extends string, View> = {
  kind: Kind
  view: ZodMiniType<View>
  /** null: this text is not of this kind. */
  parseConf: (conf: ParsedConf) => View | null
}

/** A kind that jobs can be created with. `Input` is what a person gives. */
export type CreatableKind<Kind extends string, Input, View> = DestinationKind<Kind, View> & {
  input: ZodMiniType<Input>
  /** The members of IBM's create body, e.g. `{cos: {…}, ownership_challenge}`. */
  toRequest: (input: Input) => Record<string, unknown>
}

/** What is wrong with a destination; `path` is relative to it, as in `bucket`. */
export type Fault = { path: string; message: string }

/** What a change of a destination's text comes to: that text, secrets in clear, or what speaks against it. */
export type SettledText =
  /** `drops`: names of the present one's parameters that it has no more, unasked. */
  { conf: string; ownershipToken?: string | undefined; drops?: string[] } | { faults: Fault[] }

/** A kind that is written as one text: what IBM holds of it is changed in that text. */
export type TextKind<Kind extends string, Input, Patch, View> = CreatableKind<Kind, Input, View> & {
  patch: ZodMiniType<Patch>
  /** The whole text, secrets in clear. */
  toConf: (input: Input) => string
  /**
   * The text that a patch makes of the one that IBM holds: what the patch leaves out or names by its name alone stays to
   * the letter. `held` null: the job's destination is of another kind, so nothing can stay.
   */
  settle: (patch: Patch, held: ParsedConf | null) => SettledText
}
