import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { RadioRows } from '@/components/ui/radio-rows'
import { TextField } from '@/components/ui/text-field'
import { datasetFault } from '@/lib/grants/ways'
import { datasetLabel, datasetWords } from '@/lib/jobs/dataset'
import type { JobDraft } from '@/lib/jobs/draft'
import { fieldsQuery } from '@/lib/queries/fields'
import { useWays } from '@/lib/queries/ways'
import { type Dataset, dataset as datasetSchema } from '@/lib/schemas/logs'
import type { ZonePlace } from '@/lib/schemas/zone'
import { switchDataset } from './switch-dataset'
import { useVisit } from './use-logs'

const fixed = 'can’t be changed later'

/** The four datasets, each with what a record of it is and how many fields IBM lists for it now. */
export function DatasetRows({ place, logs }: { place: ZonePlace; logs: JobDraft['logs'] }) {
  const { setValue } = useFormContext<JobDraft>()
  const visit = useVisit()
  const [told, setTold] = useState('')
  const datasets = datasetSchema.options
  const ways = useWays(place)
  const lists = useQueries({
    queries: datasets.map((set) => fieldsQuery(place.instanceId, place.zoneId, set)),
  })

  function change(to: Dataset) {
    if (to === logs.dataset) return
    const next = switchDataset(logs, to, visit)
    setValue('logs', next.logs, { shouldDirty: true })
    setTold(next.told)
  }

  return (
    <div className="flex flex-col gap-1">
      <RadioRows
        label="Dataset"
        note={fixed}
        columns={2}
        value={logs.dataset}
        onChange={change}
        rows={datasets.map((set, index) => {
          const count = lists[index]?.data?.length
          const { label, record } = datasetWords[set]
          return {
            value: set,
            label,
            notYet: datasetFault(ways, set),
            description: count === undefined ? record : `${record} · ${count} fields`,
          }
        })}
      />
      <p role="status" className="text-table text-ink-3 empty:hidden">
        {told}
      </p>
    </div>
  )
}

/** The dataset of a job that exists, with IBM's own name where we have none for it. */
export function DatasetFixed({ dataset }: { dataset: string | null }) {
  const label = datasetLabel(dataset)
  return (
    <TextField
      label="Dataset"
      note={fixed}
      readOnly
      value={dataset === null || label === dataset ? label : `${label} (${dataset})`}
      help="To send another dataset, create another job."
    />
  )
}
