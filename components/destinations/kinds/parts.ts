import type { ComponentType, ReactNode } from 'react'
import type { Chunk } from '@/components/ui/chunk'
import type { Check } from '@/lib/destinations/checks/item'
import type { Ways } from '@/lib/grants/approval'
import type { JobDraft } from '@/lib/jobs/draft'
import type { Job } from '@/lib/schemas/job'
import type { DestinationCheck } from '../use-destination-check'
import type { BeginOf } from './begin'

export type KindFieldsProps = {
  draft: JobDraft
  /** The zone's other jobs, for what already writes where. */
  jobs: readonly Job[]
  /** The destination of the job that is edited. */
  held: Job['destination'] | undefined
  /** The job has a secret of this kind: an empty field means that it stays. */
  keepsSecret: boolean
  check: DestinationCheck
  /** What the person may choose, by guard rails. */
  ways: Ways
  /** The button that tests the destination, for its place among the fields. */
  test: ReactNode
}

/** What a kind brings to the form, loaded when it is chosen. */
export type KindParts = {
  Fields: ComponentType<KindFieldsProps>
  /** What can be said of it without any traffic: the same as the API says. Until it has come, the schema alone judges. */
  check: Chunk<Check>
  /** What has to be there on the other side. */
  begin: Chunk<BeginOf>
  /** Whether a secret that is left empty stays; `before`: the form as the job is. Left out: wherever there is one. */
  keepsSecret?: (draft: JobDraft, before: JobDraft) => boolean
  /** What there is to know beside the form, less the destination's text and the jobs nearby, which every kind has. */
  Notes: ComponentType<{ draft: JobDraft }>
}
