import { StateGlyph } from '@/components/ui/state-glyph'
import { SecondLine } from '@/components/ui/table'
import type { AccessRequest } from '@/lib/schemas/access-request'
import { roleLabels } from './grant-words'
import { Asked } from './request-rows'

const words = { waiting: 'Waiting', granted: 'Granted', declined: 'Declined' }
const glyphs = { waiting: 'dashed-ring', granted: 'check', declined: 'dash' } as const

/** Requests with how they were answered. `own`: they are the reader's. */
export function AnsweredRows({
  requests,
  own = false,
}: {
  requests: readonly AccessRequest[]
  own?: boolean
}) {
  return (
    <ul>
      {requests.map((request) => (
        <li key={request.id} className="flex gap-3 border-b border-line py-3">
          <StateGlyph glyph={glyphs[request.status]} className="mt-0.5" />
          <div className="min-w-0">
            <p className="wrap-anywhere">
              <strong className="font-medium">{words[request.status]}</strong>: {label(request)}
              {!own && <> for {request.asker.name || request.asker.email}</>}
            </p>
            <SecondLine className="wrap-anywhere whitespace-pre-line">
              {request.decidedBy && request.decidedAt ? (
                <>
                  by {request.decidedBy.name || request.decidedBy.email},{' '}
                  <Asked at={request.decidedAt} />
                  {request.note && ` · “${request.note}”`}
                </>
              ) : (
                <>
                  requested <Asked at={request.askedAt} /> · “{request.reason}”
                </>
              )}
            </SecondLine>
          </div>
        </li>
      ))}
    </ul>
  )
}

const label = ({ role, zoneName, instanceName }: AccessRequest) =>
  `${roleLabels[role]} of ${zoneName}${instanceName ? ` in ${instanceName}` : ''}`
