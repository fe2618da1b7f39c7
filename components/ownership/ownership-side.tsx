'use client'

import type { ReactNode } from 'react'
import { CodeBlock } from '@/components/ui/code-block'
import { confPieces } from '@/lib/destinations/conf-pieces'
import { addressesUrl, logpushUser } from '@/lib/destinations/ibm-access'
import { maskConf } from '@/lib/destinations/mask'
import { ownershipTokenOf } from '@/lib/jobs/draft'
import type { ZonePlace } from '@/lib/schemas/zone'
import { boundConfParts } from './conf-parts'
import { ExternalLink } from './external-link'
import { ibmBucket } from './place-words'
import { TextButton } from './text-button'
import { useCheck } from './use-check'

/**
 * Beside the ownership step: the destination that everything has to fit, and help for the line that is open.
 * `onUseKey` goes to where a key can be given instead; without it that way is not offered.
 */
export function OwnershipSide({ place, onUseKey }: { place: ZonePlace; onUseKey?: () => void }) {
  const check = useCheck(place.zoneId)
  const { draft, conf, destination, token, comparison } = check
  if (ownershipTokenOf(draft) === null) return null
  const isIbms = destination === null || ibmBucket(destination) !== null
  const { asked, validated } = draft.ownership
  const isDone = token !== '' && validated?.conf === conf
  return (
    <div className="flex flex-col gap-6 text-table text-ink-2">
      <section>
        <h3 className="mb-1.5 text-caption text-ink-3">Destination string (sent to IBM)</h3>
        <CodeBlock
          label="What the challenge is bound to"
          parts={
            draft.kind === 'other' ? confPieces(maskConf(conf)) : boundConfParts(conf, comparison)
          }
          copy={false}
          hang
        />
        <p className="mt-2 text-ink-3">
          The challenge, the validation and the job all use exactly this string.
        </p>
      </section>
      {!isDone && token !== '' && <WhatATokenIs />}
      {token === '' && asked?.conf === conf && isIbms && (
        <IfTheFileIsNotThere path={draft.kind === 'cos' ? draft.cos.path : ''} />
      )}
      {token === '' && asked?.conf !== conf && onUseKey && draft.kind === 'cos' && (
        <p className="rounded-note bg-sunken px-4 py-3 text-ink">
          <strong className="font-semibold">Prefer to skip this?</strong>{' '}
          <TextButton onClick={onUseKey}>Use an API key</TextButton>
        </p>
      )}
    </div>
  )
}

function Help({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="text-caption text-ink-3">{title}</h3>
      {children}
    </section>
  )
}

function WhatATokenIs() {
  return (
    <Help title="What a token is">
      <p>
        A signed statement by IBM for this zone and this destination, valid for seven days. Changing
        any part of the destination requires a new one.
      </p>
      <p>It gives no access to the bucket, but it is treated as a secret: it is never logged.</p>
    </Help>
  )
}

function IfTheFileIsNotThere({ path }: { path: string }) {
  return (
    <Help title="If the file is missing">
      {path.trim() !== '' && <p>Look in the folder of the path, not at the root of the bucket.</p>}
      <p>
        The invitation of <code className="text-code">{logpushUser}</code> may still be{' '}
        <em>Pending</em>. IBM accepts it manually; allow a working day, then contact IBM Support.
      </p>
      <p>
        A bucket firewall must allow IBM’s IP addresses.{' '}
        <ExternalLink href={addressesUrl}>List of IP addresses</ExternalLink>
      </p>
    </Help>
  )
}
