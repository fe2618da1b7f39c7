'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { CodeBlock } from '@/components/ui/code-block'
import { FactList, FactRow } from '@/components/ui/facts'
import { Icon } from '@/components/ui/icon'
import { confPieces } from '@/lib/destinations/conf-pieces'
import { confText } from '@/lib/destinations/conf-text'
import { DATE, MASK } from '@/lib/destinations/placeholders'
import { regionLabel } from '@/lib/destinations/regions'
import type { DestinationView } from '@/lib/destinations/registry'
import { destinationLabel } from '@/lib/destinations/words'
import { useCloudLogsInstances, useCosInstances } from '@/lib/queries/destinations'
import type { ServiceInstance } from '@/lib/schemas/instance'

type ViewOf<K extends DestinationView['kind']> = Extract<DestinationView, { kind: K }>

/** Where it goes, every kind as it is; no secret is here to be shown. */
export function DestinationSection({
  view,
  editHref,
  bucketHref,
}: {
  view: DestinationView
  editHref: string
  /** The bucket in IBM's console, where it is one. */
  bucketHref?: string | undefined
}) {
  const text = isShown(view) ? confText(view) : null
  return (
    <section aria-labelledby="destination">
      <h2 id="destination" className="mb-3 text-heading">
        Destination
      </h2>
      <FactList>
        <Rows view={view} editHref={editHref} bucketHref={bucketHref} />
      </FactList>
      {text && <AsWritten text={text} />}
    </section>
  )
}

/** Of a text without any form all may be secret; a box of nothing but marks then says nothing. */
const isShown = (view: DestinationView) =>
  view.kind !== 'other' || view.conf.replaceAll(MASK, '') !== ''

type RowsProps<View> = { view: View; editHref: string; bucketHref?: string | undefined }

function Rows({ view, editHref, bucketHref }: RowsProps<DestinationView>) {
  switch (view.kind) {
    case 'cos':
      return <Cos view={view} editHref={editHref} bucketHref={bucketHref} />
    case 'cloudLogs':
      return <CloudLogs view={view} editHref={editHref} />
    case 'splunk':
      return <Splunk view={view} />
    case 'qradar':
      return (
        <>
          <FactRow label="Type">{destinationLabel(view)}</FactRow>
          <FactRow label="Host">
            <Mono>{view.host}</Mono>
          </FactRow>
          <FactRow label="Port">
            <Mono>{view.port}</Mono>
          </FactRow>
        </>
      )
    case 'https':
      return <Https view={view} />
    case 'logdna':
      return (
        <>
          <FactRow label="Type">LogDNA</FactRow>
          <FactRow label="Host">
            <Mono>{view.hostname}</Mono>
          </FactRow>
          {view.region && <FactRow label="Region">{regionLabel(view.region)}</FactRow>}
          <Key has={view.hasKey} />
          <FactRow label="">
            <span className="text-ink-3">
              Retired by IBM on 30 March 2025; nothing can be delivered.
            </span>
          </FactRow>
        </>
      )
    case 'other':
      return (
        <>
          <FactRow label="Type">
            {view.scheme ? (
              <>
                Other, <Mono>{view.scheme}://</Mono>
              </>
            ) : (
              'Other'
            )}
          </FactRow>
          <FactRow label="">
            <span className="text-ink-3">
              {view.conf === ''
                ? 'IBM reports no destination for this job.'
                : isShown(view)
                  ? 'Unrecognised destination. It is shown unchanged and can’t be edited here.'
                  : 'Unrecognised destination (hidden). It can’t be edited here.'}
            </span>
          </FactRow>
        </>
      )
  }
}

function Cos({ view, editHref, bucketHref }: RowsProps<ViewOf<'cos'>>) {
  const instances = useCosInstances()
  const isSeen = instances.data?.some(({ id }) => id === view.instanceId)
  return (
    <>
      <FactRow label="Type">{destinationLabel(view)}</FactRow>
      <FactRow label="Bucket">
        <Mono>{view.bucket}</Mono>
        {isSeen && bucketHref && (
          <a
            href={bucketHref}
            target="_blank"
            rel="noopener noreferrer"
            aria-label="Open the bucket in IBM Cloud (opens in a new tab)"
            className="ms-1.5 inline-grid place-items-center rounded-control align-text-bottom text-accent hover:bg-sunken touch:-my-3 touch:size-11"
          >
            <Icon name="external" />
          </a>
        )}
      </FactRow>
      <FactRow label="Path">
        {view.path || view.dailyFolders ? (
          <>
            <Mono>{[view.path, view.dailyFolders && DATE].filter(Boolean).join('/')}</Mono>
            {view.dailyFolders && ', daily folders'}
            {view.useDailySubfolder && (
              <span className="block text-ink-3">
                by IBM’s flag <Mono>use_daily_subfolder</Mono>, unchanged by edits
              </span>
            )}
          </>
        ) : (
          'root of the bucket'
        )}
      </FactRow>
      <FactRow label="Region">{regionLabel(view.region)}</FactRow>
      <InstanceRow label="Instance" id={view.instanceId} instances={instances.data} />
      {view.auth === 'apiKey' ? (
        <Key has={view.hasKey === true} editHref={editHref} />
      ) : (
        <FactRow label="Authentication">
          Ownership challenge:{' '}
          <span className="text-ink-3">IBM writes as the user invited to the bucket</span>
        </FactRow>
      )}
      <OtherParams names={view.otherParams} />
    </>
  )
}

function CloudLogs({ view, editHref }: RowsProps<ViewOf<'cloudLogs'>>) {
  const instances = useCloudLogsInstances()
  return (
    <>
      <FactRow label="Type">{destinationLabel(view)}</FactRow>
      <InstanceRow label="Instance" id={view.instanceId} instances={instances.data} />
      <FactRow label="Region">{regionLabel(view.region)}</FactRow>
      {view.applicationName && <FactRow label="Application">{view.applicationName}</FactRow>}
      {view.subsystemName && <FactRow label="Subsystem">{view.subsystemName}</FactRow>}
      <Key has={view.hasKey} editHref={editHref} />
      <OtherParams names={view.otherParams} />
    </>
  )
}

function Splunk({ view }: { view: ViewOf<'splunk'> }) {
  return (
    <>
      <FactRow label="Type">{destinationLabel(view)}</FactRow>
      <FactRow label="Endpoint">
        <Mono>{view.endpoint}</Mono>
      </FactRow>
      {view.channelId && (
        <FactRow label="Channel">
          <Mono>{view.channelId}</Mono>
        </FactRow>
      )}
      {view.sourceType && (
        <FactRow label="Source type">
          <Mono>{view.sourceType}</Mono>
        </FactRow>
      )}
      <FactRow label="Certificate">
        {view.skipVerify ? (
          <span className="text-warn">not verified: the connection can be intercepted</span>
        ) : (
          'verified'
        )}
      </FactRow>
      <Key has={view.hasKey} />
    </>
  )
}

function Https({ view }: { view: ViewOf<'https'> }) {
  return (
    <>
      <FactRow label="Type">
        {destinationLabel(view)}
        {view.also && (
          <span className="block text-ink-3">A host and a port without a path can be either.</span>
        )}
      </FactRow>
      <FactRow label="Address">
        <Mono>{view.url}</Mono>
      </FactRow>
      {view.headers.length > 0 && (
        <FactRow label="Headers">
          <Mono>{view.headers.join(', ')}</Mono>
          <span className="text-ink-3">; values hidden</span>
        </FactRow>
      )}
      <OtherParams names={view.params} />
    </>
  )
}

function InstanceRow({
  label,
  id,
  instances,
}: {
  label: string
  id: string | null
  instances: readonly ServiceInstance[] | undefined
}) {
  const found = instances?.find((instance) => instance.id === id)
  return (
    <FactRow label={label}>
      {found?.name ?? (id === null ? 'not set' : <Mono>{id}</Mono>)}
      {id !== null && instances && !found && (
        <span className="block text-ink-3">not visible to you</span>
      )}
    </FactRow>
  )
}

function Key({ has, editHref }: { has: boolean; editHref?: string }) {
  return (
    <FactRow label="API key">
      {has ? (
        <>
          Set (hidden)
          {editHref && (
            <>
              {' · '}
              <Link href={editHref} prefetch={false} className="link">
                Replace
              </Link>
            </>
          )}
        </>
      ) : (
        'none'
      )}
    </FactRow>
  )
}

function OtherParams({ names = [] }: { names?: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <FactRow label="Other parameters">
      <Mono>{names.join(', ')}</Mono>
    </FactRow>
  )
}

function AsWritten({ text }: { text: string }) {
  return (
    <>
      <h3 className="mt-4 mb-1 text-caption text-ink-3">Full string, secrets masked</h3>
      <CodeBlock label="Full string" parts={confPieces(text)} copyText={text} />
    </>
  )
}

function Mono({ children }: { children: ReactNode }) {
  return <span className="text-code">{children}</span>
}
