import { type ReactNode, useCallback, useState } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { type Chunk, chunk, useChunk } from '@/components/ui/chunk'
import { DialogComing } from '@/components/ui/dialog-coming'
import { showToast } from '@/components/ui/toast'
import { datasetLabel } from '@/lib/jobs/dataset'
import { useUpdateCoverage } from '@/lib/queries/overview'
import type { OverviewZone } from '@/lib/schemas/overview'
import { isMarkable } from './cell-look'
import { cellOf } from './columns'
import { readableName } from './zone-name'

const dialogChunk: Chunk<typeof import('./not-needed-dialog')> = chunk(
  () => import('./not-needed-dialog'),
)

type Asked = { zone: OverviewZone; dataset: string }

/** To say that a zone needs a dataset or not: `mark` asks for a reason, or takes it back at once, and each can be undone. */
export function useMarks(): {
  mark: (zone: OverviewZone, dataset: string) => void
  /** The dialog, and what went wrong. */
  shown: ReactNode
} {
  const [asked, setAsked] = useState<Asked | null>(null)
  const update = useUpdateCoverage()
  const { mutate } = update
  const dialog = useChunk(asked && dialogChunk)

  const set = useCallback(
    (
      { zone, dataset }: Asked,
      next: { needed: boolean; reason?: string },
      former: { needed: boolean; reason?: string } | null,
    ) => {
      const { instanceId, zoneId } = zone
      mutate(
        { instanceId, zoneId, dataset, ...next },
        {
          onSuccess: () =>
            former && tell({ zone, dataset }, next, () => set({ zone, dataset }, former, null)),
        },
      )
    },
    [mutate],
  )

  const mark = useCallback(
    (zone: OverviewZone, dataset: string) => {
      const cell = cellOf(zone, dataset)
      if (!isMarkable(dataset, cell)) return
      if (cell.state !== 'not_needed') setAsked({ zone, dataset })
      else {
        const reason = cell.reason ? { reason: cell.reason } : {}
        set({ zone, dataset }, { needed: true }, { needed: false, ...reason })
      }
    },
    [set],
  )

  const shown = (
    <>
      {update.isError && (
        <ErrorNotice className="mb-3" title="It was not changed." error={update.error} />
      )}
      {asked && !dialog && <DialogComing onClose={() => setAsked(null)} />}
      {asked && dialog && (
        <dialog.NotNeededDialog
          zoneName={readableName(asked.zone.zoneName)}
          dataset={datasetLabel(asked.dataset)}
          place={{
            instanceId: asked.zone.instanceId,
            zoneId: asked.zone.zoneId,
            dataset: asked.dataset,
          }}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null)
            tell(asked, { needed: false }, () => set(asked, { needed: true }, null))
          }}
        />
      )}
    </>
  )
  return { mark, shown }
}

function tell({ zone, dataset }: Asked, { needed }: { needed: boolean }, onAct: () => void): void {
  const name = readableName(zone.zoneName)
  showToast({
    text: `${datasetLabel(dataset)} ${needed ? 'is needed' : 'is not needed'} for ${name}.`,
    action: { label: 'Undo', onAct },
  })
}
