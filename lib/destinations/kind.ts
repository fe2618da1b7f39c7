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
  /** A form's complete start values. */
  defaults: () => Input
  /** The members of IBM's create or update body, e.g. `{cos: {…}, ownership_challenge}`. */
  toRequest: (input: Input) => Record<string, unknown>
}
