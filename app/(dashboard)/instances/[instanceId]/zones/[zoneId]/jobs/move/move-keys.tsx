'use client'

import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { focusFault } from '@/components/jobs/wizard/focus-fault'
import { KeyLeaving } from '@/components/jobs/wizard/key-leaving'
import { StepFocus } from '@/components/jobs/wizard/step-focus'
import { WizardFoot } from '@/components/jobs/wizard/wizard-foot'
import { Segments } from '@/components/ui/segments'
import { challengedBuckets, planKeys } from '@/lib/jobs/move-plan'
import { apiKey } from '@/lib/schemas/ids'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { BucketKey, type KeyState } from './bucket-key'
import { MoveRun } from './move-run'

/** Keys for all jobs that hang on the ownership challenge: one for all buckets, or one for each. */
export function MoveKeys({
  place,
  jobs,
  own,
}: {
  place: ZonePlace
  jobs: readonly Job[]
  own: readonly Job[]
}) {
  const buckets = challengedBuckets(own)
  const [isOneForAll, setOneForAll] = useState(true)
  const [given, setGiven] = useState<Readonly<Record<string, KeyState>>>({})
  const [isReview, setReview] = useState(false)
  const [hasMoved, setHasMoved] = useState(false)
  const content = useRef<HTMLDivElement>(null)
  const [first] = buckets
  const asked = isOneForAll ? buckets.slice(0, 1) : buckets
  const stateOf = (bucket: string): KeyState =>
    given[bucket] ?? { key: '', reason: null, mark: () => {} }
  const keyOf = (bucket: string) => stateOf(isOneForAll ? (first?.bucket ?? bucket) : bucket).key
  const isComplete = asked.every(({ bucket }) => apiKey.safeParse(stateOf(bucket).key).success)
  const held = asked.map(({ bucket }) => stateOf(bucket)).find(({ reason }) => reason !== null)

  function next() {
    flushSync(() => {
      for (const { bucket } of asked) {
        const { key, mark } = stateOf(bucket)
        if (!apiKey.safeParse(key).success) mark()
      }
    })
    if (!isComplete || held) focusFault(content.current)
    else {
      setReview(true)
      setHasMoved(true)
    }
  }

  if (isReview) {
    return (
      <div className="mt-6">
        <MoveRun
          place={place}
          moves={planKeys(own, keyOf)}
          used={jobs.length}
          isSamePlace
          onBack={() => setReview(false)}
        />
        <StepFocus isFirst={false} />
      </div>
    )
  }
  return (
    <div ref={content} className="mt-6 max-w-form">
      <h2 tabIndex={-1} className="mb-1 text-heading">
        Which key should IBM use?
      </h2>
      <p className="mb-6 text-ink-2">
        {own.length === 1 ? '1 job keeps its' : `${own.length} jobs keep their`} bucket and path;
        only the authentication changes.
      </p>
      {buckets.length > 1 && (
        <Segments
          label="Keys"
          value={isOneForAll ? 'one' : 'each'}
          onChange={(value) => setOneForAll(value === 'one')}
          segments={[
            { value: 'one', label: 'One key for all buckets' },
            { value: 'each', label: 'One key per bucket' },
          ]}
        />
      )}
      <div className="mt-5 flex flex-col gap-8">
        {asked.map(
          ({ bucket, jobs: [sample] }) =>
            sample && (
              <BucketKey
                key={bucket}
                place={place}
                job={sample}
                buckets={isOneForAll ? buckets.map((one) => one.bucket) : [bucket]}
                start={stateOf(bucket).key}
                onChange={(state) => setGiven((now) => ({ ...now, [bucket]: state }))}
              />
            ),
        )}
      </div>
      <StepFocus isFirst={!hasMoved} />
      <WizardFoot
        next={{ label: 'Next: Review', onGo: next }}
        reason={held?.reason ?? null}
        goOn={held?.goOn}
      />
      <KeyLeaving hasKey={Object.values(given).some(({ key }) => key !== '')} />
    </div>
  )
}
