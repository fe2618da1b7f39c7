import type { ZodMiniType } from 'zod/mini'
import { type Check, type CheckItem, error, type Given, isGiven, type Level } from './item'

/** What a schema says of a destination, as errors: one for each member, unknown ones by their own name. */
function faultsOf(schema: ZodMiniType, input: unknown): CheckItem[] {
  const { error: refusal } = schema.safeParse(input)
  return (refusal?.issues ?? []).flatMap((issue) => {
    const path = issue.path.map(String)
    const members = issue.code === 'unrecognized_keys' ? issue.keys : []
    return members.length > 0
      ? members.map((key) =>
          error('unknown_member', [...path, key.slice(0, 64)].join('.'), 'Unknown member.'),
        )
      : [error('invalid', path.join('.'), `${issue.message.replace(/\.$/, '')}.`)]
  })
}

const rank: Record<Level, number> = { error: 0, warning: 1, note: 2 }

/**
 * Everything that can be said of a destination without traffic: by the kind's own checks and by its schema, errors
 * first. A check's own error about a member says it better than the schema's.
 */
export function runCheck(check: Check, schema: ZodMiniType, input: unknown): CheckItem[] {
  const given: Given = isGiven(input) ? input : {}
  const items = check(given)
  const said = new Set(items.filter(({ level }) => level === 'error').map(({ path }) => path))
  const faults = faultsOf(schema, input).filter(({ path }) => {
    const isNew = !said.has(path)
    said.add(path)
    return isNew
  })
  return [...faults, ...items].sort((a, b) => rank[a.level] - rank[b.level])
}
