import { buildOptions } from '@/lib/jobs/options'
import { hclLines, hclName } from './hcl'
import { copying } from './kinds'
import { hasNames, needsToken, type Outgoing, ofChanged, ofNew } from './outgoing'
import { type Exported, isTemplate, render, type Variable, type Written } from './pieces'
import { remarksOn, remarksOnChange } from './remarks'
import { type ExportedChange, type ExportedJob, optionsOf, settleChange } from './request'
import { confTemplate, jobName, withVariables } from './variables'

// Source of the arguments and of what is said of them: terraform-provider-ibm, resource_ibm_cis_logpush_job.go, and its
// page cis_logpush_jobs. `enabled` is read by GetOk, for which false is nothing; `name` and `dataset` are in no update;
// `ownership_challenge` has RequiredWith `cos`; `destination_conf` is read back and not marked Sensitive.

const cisCrn: Variable = { name: 'CIS_CRN', means: 'CRN of the CIS instance' }

/** The job as a resource of Terraform's, with the variables that it needs. */
export function asTerraform(job: ExportedJob): Exported {
  const destination = ofNew(job)
  const own = ownArguments(destination)
  if (own === null) return onlyWithCos
  const label = labelOf(job.name)
  const plain = {
    cis_id: { pieces: [{ variable: cisCrn }] },
    domain_id: job.zoneId,
    name: job.name ?? { pieces: [{ variable: jobName }] },
    enabled: job.enabled,
    dataset: job.dataset,
    frequency: job.frequency ?? undefined,
    logpull_options: optionsOf(job),
  }
  return write(label, [hclLines(plain, '  '), ...own.groups], {
    declares: true,
    notes: [
      ...own.notes,
      job.enabled
        ? 'The provider never sends enabled = false: to pause the job, use this dashboard, the CLI or the API.'
        : 'The job is created disabled, as IBM’s default is. The provider never sends enabled = false: once resumed, it cannot be paused with Terraform.',
      'The provider does not send a later change of name or dataset; every plan then shows it again.',
      ...doubled(optionsOf(job)),
      ...(job.copyOf
        ? [
            `To manage this job instead of a copy, import it: terraform import ibm_cis_logpush_job.${label} ${job.copyOf.jobId}:${job.zoneId}:CRN. IBM’s documentation leaves out the zone.`,
          ]
        : []),
      ...remarksOn(job),
    ],
  })
}

/** The arguments that a change gives other values. */
export function asChangeTerraform(change: ExportedChange): Exported {
  const settled = settleChange(change)
  if ('unavailable' in settled) return settled
  const { frequency, options, enabled, name } = change
  const destination = settled.destination && ofChanged(settled.destination, settled.members)
  const own = destination ? ownArguments(destination) : { groups: [], notes: [] }
  if (own === null) return onlyWithCos
  const plain = {
    ...(enabled ? { enabled } : {}),
    ...(frequency ? { frequency } : {}),
    ...(options ? { logpull_options: buildOptions(options) } : {}),
  }
  const notes = [
    ...(enabled === false
      ? ['The provider never sends enabled = false: to pause the job, use the CLI or the API.']
      : []),
    ...(name === undefined ? [] : ['The provider does not send a change of name.']),
    ...own.notes,
    ...(options ? doubled(buildOptions(options)) : []),
    ...remarksOnChange(change),
  ]
  const groups = [...(Object.keys(plain).length > 0 ? [hclLines(plain, '  ')] : []), ...own.groups]
  if (groups.length === 0) return { unavailable: notes.join(' ') }
  const hint = 'Only the arguments that change; the others stay as they are.'
  return write(labelOf(change.jobName), groups, { notes, hints: [hint], declares: false })
}

const onlyWithCos: Exported = {
  unavailable: 'The provider takes an ownership challenge for Object Storage only. Use curl.',
}

type Arguments = { groups: Written[][]; notes: string[] }

/** How the provider takes a destination; null: not at all. */
function ownArguments(destination: Outgoing): Arguments | null {
  const { cos, ibmcl, ownership_challenge } = withVariables(destination.members)
  if (isGroup(ibmcl)) {
    const names = hasNames(destination)
      ? [
          'The provider cannot set the application and subsystem names (ibmcl_names): IBM’s own names are used.',
        ]
      : []
    return {
      groups: [['  ibmcl {\n', ...hclLines(ibmcl, '    '), '  }\n']],
      notes: [...names, ...inState(true)],
    }
  }
  if (isGroup(cos) && needsToken(destination)) {
    return {
      groups: [
        hclLines({ ownership_challenge }, '  '),
        ['  cos = jsonencode({\n', ...hclLines(cos, '    '), '  })\n'],
      ],
      notes: ['Terraform’s state keeps the ownership token in clear text.'],
    }
  }
  if (needsToken(destination)) return null
  const conf = confTemplate(destination.conf)
  const why = copying[destination.kind].noArguments
  return {
    groups: [hclLines({ destination_conf: conf }, '  ')],
    notes: [
      // That the API takes these schemes there, as the CLI and the engine do, is unproven.
      ...(why
        ? [
            `${why}, so the destination is written as destination_conf. IBM documents this form for its CLI only.`,
          ]
        : []),
      ...inState(conf.pieces.some((piece) => typeof piece !== 'string')),
    ],
  }
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !isTemplate(value)

const inState = (hasSecret: boolean) =>
  hasSecret
    ? [
        'Terraform’s state keeps the secrets in clear text, and the provider does not mark destination_conf as sensitive.',
      ]
    : []

const doubled = (options: string) =>
  options.split('&').filter((option) => option.startsWith('timestamps=')).length > 1
    ? ['logpull_options has timestamps twice, as IBM’s own examples do: keep one of them.']
    : []

/** The resource's name in Terraform, after the job's. */
function labelOf(name: string | null): string {
  const word = (name ?? '').replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, '')
  return /^[A-Za-z]/.test(word) ? word : ['logpush_job', word].filter(Boolean).join('_')
}

/** A resource of these groups of lines, a blank line between them. */
function write(
  label: string,
  groups: readonly Written[][],
  { declares, ...said }: { declares: boolean; notes: string[]; hints?: string[] },
): Exported {
  const resource: Written[] = [
    `resource "ibm_cis_logpush_job" "${label}" {\n`,
    ...groups.flatMap((lines, index) => (index > 0 ? ['\n', ...lines] : lines)),
    '}\n',
  ]
  return render([...(declares ? declarations(resource) : []), ...resource], said)
}

/** Everybody may know these. */
const open = new Set([cisCrn, jobName].map(hclName))

function declarations(resource: readonly Written[]): Written[] {
  const used = new Map(
    resource.flatMap((part) =>
      typeof part === 'string' ? [] : [[part.shown.replace('var.', ''), part.means] as const],
    ),
  )
  return [...used].flatMap(([name, description]): Written[] => [
    `variable "${name}" {\n`,
    '  type        = string\n',
    ...hclLines({ description, ...(open.has(name) ? {} : { sensitive: true }) }, '  '),
    '}\n\n',
  ])
}
