import type { LogOption } from '@/lib/jobs/options'
import { timestamps as knownFormats } from '@/lib/schemas/logs'
import { hasNames, needsToken, type Outgoing, ofChanged, ofNew } from './outgoing'
import type { Exported, Piece } from './pieces'
import { remarksOn, remarksOnChange } from './remarks'
import { type ExportedChange, type ExportedJob, settleChange } from './request'
import { script, shellArgument } from './shell'
import { confTemplate, jobName } from './variables'

// Source of the options: IBM, CIS CLI reference, `logpush-job-create` and `logpush-job-update`; without an instance they
// take the one of `ibmcloud cis instance-set`.

type Option = readonly [name: string, value: readonly Piece[]]

/** The same with IBM's command line. */
export function asCli(job: ExportedJob): Exported {
  const destination = ofNew(job)
  if (needsToken(destination)) return withoutChallenge(destination)
  const { fields, otherOptions = [] } = job
  // "all" is a word of the CLI alone: it expands it before it asks the API.
  const names = fields.mode === 'all' ? 'all' : (fields.names ?? []).join(',')
  return command(
    ['logpush-job-create', job.zoneId],
    [
      ['--destination', confTemplate(destination.conf).pieces],
      ['--name', [job.name ?? { variable: jobName }]],
      ['--enable', [String(job.enabled)]],
      // Without this option IBM sends its own set.
      ['--fields', fields.mode === 'default' || names === '' ? [] : [names]],
      // What the engine writes where a job names none; the CLI has had a default of its own.
      ['--timestamps', formatOf(job.timestamps ?? 'unixnano')],
      ['--dataset', [job.dataset]],
      ['--frequency', job.frequency === null ? [] : [job.frequency]],
    ],
    [
      ...notesOn(destination),
      ...(job.name === null ? ['The CLI needs a name; this job has none.'] : []),
      ...notesOnOptions(job.timestamps, otherOptions),
      ...remarksOn(job),
    ],
  )
}

/** A change with IBM's command line. */
export function asChangeCli(change: ExportedChange): Exported {
  const settled = settleChange(change)
  if ('unavailable' in settled) return settled
  const destination = settled.destination && ofChanged(settled.destination, settled.members)
  if (destination && needsToken(destination)) return withoutChallenge(destination)
  const { options, frequency, enabled } = change
  const given: Option[] = [
    ['--destination', destination ? confTemplate(destination.conf).pieces : []],
    ['--enable', enabled === undefined ? [] : [String(enabled)]],
    ['--fields', options?.fields?.length ? [options.fields.join(',')] : []],
    ['--timestamps', formatOf(options?.timestamps ?? null)],
    ['--frequency', frequency ? [frequency] : []],
  ]
  const notes = [
    ...(change.name === undefined ? [] : ['The CLI cannot rename a job.']),
    ...(destination ? notesOn(destination) : []),
    ...(options && options.fields === null
      ? ['The CLI cannot set the fields back to IBM’s own set.']
      : []),
    ...(options ? notesOnOptions(options.timestamps, options.others) : []),
    ...remarksOnChange(change),
  ]
  return given.every(([, value]) => value.length === 0)
    ? { unavailable: notes.join(' ') }
    : command(['logpush-job-update', change.zoneId, '--jobid', change.jobId], given, notes)
}

function withoutChallenge({ kind }: Outgoing): Exported {
  const other = kind === 'cos' ? 'Use curl, or authenticate with an API key.' : 'Use curl.'
  return {
    unavailable: `The ibmcloud CLI has had no ownership challenge since March 2026. ${other}`,
  }
}

function formatOf(timestamps: string | null): Piece[] {
  return knownFormats.safeParse(timestamps).success && timestamps ? [timestamps] : []
}

function notesOn(destination: Outgoing): string[] {
  const hasSecret = confTemplate(destination.conf).pieces.some((piece) => typeof piece !== 'string')
  return [
    ...(hasNames(destination) ? ['The CLI cannot set the application and subsystem names.'] : []),
    ...(hasSecret
      ? [
          'The CLI takes secrets in the command only: other users of your computer can see them while it runs.',
        ]
      : []),
  ]
}

function notesOnOptions(timestamps: string | null, others: readonly LogOption[]): string[] {
  const format =
    timestamps !== null && formatOf(timestamps).length === 0 ? [`timestamps=${timestamps}`] : []
  const beyond = [...format, ...others.map(({ name }) => name)]
  return beyond.length > 0 ? [`The CLI cannot set ${beyond.join(', ')}.`] : []
}

function command(words: string[], options: readonly Option[], notes: string[]): Exported {
  return script(
    [
      'ibmcloud cis',
      ...words.flatMap((word) => [' ', ...shellArgument([word])]),
      ...options
        .filter(([, value]) => value.length > 0)
        .flatMap(([name, value]) => [` \\\n  ${name} `, ...shellArgument(value)]),
      '\n',
    ],
    notes,
  )
}
