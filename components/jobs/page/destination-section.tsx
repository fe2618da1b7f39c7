'use client'

import Link from 'next/link'
import { CodeBlock } from '@/components/ui/code-block'
import { FactList, FactRow } from '@/components/ui/facts'
import { Icon } from '@/components/ui/icon'
import { StateGlyph } from '@/components/ui/state-glyph'
import { confPieces } from '@/lib/destinations/conf-pieces'
import { confText } from '@/lib/destinations/conf-text'
import { DATE } from '@/lib/destinations/placeholders'
import { regionLabel } from '@/lib/destinations/regions'
import type { DestinationView } from '@/lib/destinations/registry'
import { destinationLabel, destinationPlace } from '@/lib/destinations/words'
import { useCloudLogsInstances } from '@/lib/queries/cloud-logs-instances'
import { useCosInstances } from '@/lib/queries/destinations'
import type { ServiceInstance } from '@/lib/schemas/instance'

import { Https, isShown, Mono, Other } from './engine-destinations'

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

type RowsProps<View> = { view: View; editHref: string; bucketHref?: string | undefined }

function Rows({ view, editHref, bucketHref }: RowsProps<DestinationView>) {
  switch (view.kind) {
    case 'cos':
      return <Cos view={view} editHref={editHref} bucketHref={bucketHref} />
    case 'cloudLogs':
      return <CloudLogs view={view} editHref={editHref} />
    case 'splunk':
      return <Splunk view={view} editHref={editHref} />
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
      return <Other view={view} />
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

function Splunk({ view, editHref }: RowsProps<ViewOf<'splunk'>>) {
  const place = destinationPlace(view)
  return (
    <>
      <FactRow label="Type">{destinationLabel(view)}</FactRow>
      <FactRow label="HEC endpoint">
        <Mono>{place}</Mono>
        <span className="block text-ink-3">
          <Mono>{view.endpoint.slice(place.length)}</Mono>
        </span>
      </FactRow>
      <Key label="HEC token" has={view.hasKey} editHref={editHref} />
      <FactRow label="Source type">
        {view.sourceType ? (
          <Mono>{view.sourceType}</Mono>
        ) : (
          <span className="text-ink-3">none: Splunk uses the default of the token</span>
        )}
      </FactRow>
      <FactRow label="Channel">
        {view.channelId ? <Mono>{view.channelId}</Mono> : <span className="text-ink-3">none</span>}
      </FactRow>
      <FactRow label="Certificate">
        {view.skipVerify ? (
          <span className="flex items-start gap-1.5 text-warn">
            <StateGlyph glyph="triangle" size={14} className="mt-0.5" />
            <span>
              <strong className="font-semibold">Not checked.</strong> IBM sends logs and token to
              any server that answers at this address.{' '}
              <Link href={editHref} prefetch={false} className="link">
                Turn the check on
              </Link>
            </span>
          </span>
        ) : (
          'Checked by IBM'
        )}
      </FactRow>
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

function Key({
  label = 'API key',
  has,
  editHref,
}: {
  label?: string
  has: boolean
  editHref?: string
}) {
  return (
    <FactRow label={label}>
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
      <CodeBlock label="Full string" parts={confPieces(text)} copyText={text} hang />
    </>
  )
}
