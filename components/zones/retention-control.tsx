'use client'

import { useState } from 'react'
import type { Toggle } from '@/components/states/toggle'
import { chunk, useChunk } from '@/components/ui/chunk'
import { DialogComing } from '@/components/ui/dialog-coming'
import { Switch } from '@/components/ui/switch'
import type { Retention } from '@/lib/schemas/zone'
import { noRetentionText } from '@/lib/zone-status'

const turnOffChunk = chunk(() => import('./turn-off-dialog'))

/** On at a click, off only after what that means was read. */
export function RetentionControl({
  retention,
  toggle,
  lacks,
  jobs,
  zoneName,
  waits,
}: {
  retention: Retention
  toggle: Toggle
  /** What the person seems to lack for it. */
  lacks: string | false
  /** How many the zone has; undefined: not known. */
  jobs: number | undefined
  zoneName: string
  /** An administrator has to approve of it. */
  waits: boolean
}) {
  const [wasAsked, setAsked] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const asking = useChunk(wasAsked ? turnOffChunk : null)
  const { wanted } = toggle
  const { enabled } = retention
  const without = noRetentionText(retention)
  const isOn = wanted ?? enabled ?? false

  function ask() {
    setAsked(true)
    setAsking(true)
  }

  return (
    <>
      <Switch
        label="Log retention"
        labelHidden
        text={enabled !== null && (enabled ? 'On' : 'Off')}
        help={wanted === null && enabled !== null && <Meaning enabled={enabled} />}
        checked={isOn}
        busy={wanted === null ? false : wanted ? 'Turning on…' : 'Turning off…'}
        notYet={without !== null && `${without}.`}
        lacks={lacks}
        onChange={(on) => (on ? toggle.set(true) : ask())}
        className="max-md:flex-row-reverse max-md:flex-nowrap md:flex-nowrap"
      />
      {isAsking && !asking && <DialogComing onClose={() => setAsking(false)} />}
      {asking && (
        <asking.TurnOffDialog
          open={isAsking}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            toggle.set(false)
          }}
          zoneName={zoneName}
          jobs={jobs}
          lacks={lacks}
          waits={waits}
        />
      )}
    </>
  )
}

function Meaning({ enabled }: { enabled: boolean }) {
  if (!enabled) return 'nothing is retained'
  return (
    <>
      kept for 7 days<span className="max-lg:hidden">, required for Logpush</span>
    </>
  )
}
