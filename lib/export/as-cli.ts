import { confText } from '@/lib/destinations/conf-text'
import { MASK } from '@/lib/destinations/placeholders'
import { type ExportedText, type Piece, render, shellArgument } from './pieces'
import type { ExportedJob } from './request'

export type CliExport = ExportedText | { unavailable: string }

/**
 * The same with IBM's command line. Source of the options: IBM, CIS CLI reference, `logpush-job-create`; without an
 * instance the command takes the one of `ibmcloud cis instance-set`.
 */
export function asCli(job: ExportedJob): CliExport {
  const { destination, fields, otherOptions = [] } = job
  if (destination.kind === 'cos' && destination.auth === 'challenge') {
    return {
      unavailable:
        'The ibmcloud CLI has had no ownership challenge since March 2026. Use curl, or authenticate with an API key.',
    }
  }
  const conf = (confText(destination) ?? '')
    .split(MASK)
    .flatMap<Piece>((text, index) =>
      index === 0 ? [text] : [{ placeholder: 'IBM_API_KEY' }, text],
    )
    .filter((piece) => piece !== '')
  // "all" is a word of the CLI alone: it expands it before it asks the API.
  const names = fields.mode === 'all' ? 'all' : (fields.names ?? []).join(',')
  const options: [string, Piece[]][] = [
    ['--destination', conf],
    ['--name', [job.name]],
    ['--enable', [String(job.enabled)]],
    // Without this option IBM sends its own set.
    ['--fields', fields.mode === 'default' || names === '' ? [] : [names]],
    ['--timestamps', [job.timestamps]],
    ['--dataset', [job.dataset]],
    ['--frequency', [job.frequency]],
  ]
  const given = options.filter(([, value]) => value.length > 0)
  const notes: string[] = []
  if (
    destination.kind === 'cloudLogs' &&
    (destination.applicationName || destination.subsystemName)
  ) {
    notes.push('The CLI cannot set the application and subsystem names.')
  }
  if (otherOptions.length > 0) {
    notes.push(
      `The CLI cannot set ${otherOptions.map(({ name, value }) => name.trim() || `=${value}`).join(', ')}.`,
    )
  }
  return render(
    [
      'ibmcloud cis logpush-job-create ',
      ...shellArgument([job.zoneId]),
      ...given.flatMap<Piece>(([name, value]) => [` \\\n  ${name} `, ...shellArgument(value)]),
      '\n',
    ],
    notes,
  )
}
