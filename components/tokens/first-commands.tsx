'use client'

import { CodeBlock } from '@/components/ui/code-block'
import { cx } from '@/components/ui/cx'
import { useHydrated } from '@/components/ui/use-hydrated'
import { matchesPattern } from '@/lib/grants/pattern'
import { useInstances } from '@/lib/queries/instances'
import { useZones } from '@/lib/queries/zones'
import type { Token } from '@/lib/schemas/token'
import { exportCommand, firstCommands } from './commands'

/** What to try first with a token, with this dashboard's address and the token's own zone. `secret`: null where it is gone. */
export function FirstCommands({
  token,
  secret,
  className,
}: {
  token: Token | null
  secret: string | null
  className?: string
}) {
  const isAlive = useHydrated()
  const scope = token?.scope
  const instances = useInstances().data
  const instanceId =
    scope && 'instanceId' in scope ? scope.instanceId : (instances?.[0]?.id ?? null)
  return (
    <section aria-labelledby="first-commands" className={cx('max-w-form', className)}>
      <h2 id="first-commands" className="text-heading">
        First three commands
      </h2>
      <p className="mt-1 mb-3 text-table text-ink-2">
        With curl, in a shell. The token goes into the header Authorization; it is accepted in no
        address.
      </p>
      {isAlive && (
        <Commands
          key={instanceId}
          role={token?.role ?? 'viewer'}
          secret={secret}
          instanceId={instanceId}
          zoneId={scope?.kind === 'zones' ? (scope.zoneIds[0] ?? null) : null}
          pattern={scope?.kind === 'pattern' ? scope.pattern : '*'}
        />
      )}
    </section>
  )
}

type Shown = {
  role: Token['role']
  secret: string | null
  instanceId: string | null
  zoneId: string | null
}

/** `pattern`: the zones that the token reaches by their names. */
type Wanted = Shown & { pattern: string }

function Commands({ pattern, ...shown }: Wanted) {
  const { instanceId, zoneId } = shown
  return instanceId !== null && zoneId === null ? (
    <InFirstZone {...shown} instanceId={instanceId} pattern={pattern} />
  ) : (
    <Blocks {...shown} />
  )
}

/** In the first zone that the token reaches; an instance where it reaches none is no place to begin. */
function InFirstZone({ instanceId, pattern, ...shown }: Wanted & { instanceId: string }) {
  const zones = useZones(instanceId).data
  const zone = zones?.find(({ name }) => matchesPattern(pattern, name))
  return (
    <Blocks {...shown} instanceId={zones && !zone ? null : instanceId} zoneId={zone?.id ?? null} />
  )
}

function Blocks({ role, secret, instanceId, zoneId }: Shown) {
  const commands = firstCommands(window.location.origin, role, { instanceId, zoneId })
  return (
    <ol className="flex flex-col gap-4">
      <li>
        <h3 className="mb-1.5 text-table font-medium">Set the token</h3>
        <CodeBlock label="Command: Set the token" parts={exportCommand(secret ?? 'lpd_…')} />
      </li>
      {commands.map(({ title, text }) => (
        <li key={title}>
          <h3 className="mb-1.5 text-table font-medium">{title}</h3>
          <CodeBlock label={`Command: ${title}`} parts={text} hang />
        </li>
      ))}
    </ol>
  )
}
