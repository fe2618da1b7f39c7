import { asChangeCli, asCli } from './as-cli'
import { asChangeCurl, asCurl } from './as-curl'
import { asChangeJson, asJson } from './as-json'
import { asChangeTerraform, asTerraform } from './as-terraform'
import type { Exported } from './pieces'
import type { ExportedChange, ExportedJob } from './request'

export type Language = 'cli' | 'curl' | 'json' | 'terraform'

/** All that a job, or a change of one, can be copied as, in the order in which it is offered. */
export const languages: readonly {
  id: Language
  label: string
  /** What the text is, as "Command for curl". */
  means: string
  ofJob: (job: ExportedJob) => Exported
  ofChange: (change: ExportedChange) => Exported
}[] = [
  {
    id: 'cli',
    label: 'ibmcloud CLI',
    means: 'Command for the CLI',
    ofJob: asCli,
    ofChange: asChangeCli,
  },
  {
    id: 'curl',
    label: 'curl',
    means: 'Command for curl',
    ofJob: (job) => asCurl(job),
    ofChange: (change) => asChangeCurl(change),
  },
  {
    id: 'json',
    label: 'JSON',
    means: 'Body of the request',
    ofJob: asJson,
    ofChange: asChangeJson,
  },
  {
    id: 'terraform',
    label: 'Terraform',
    means: 'Configuration for Terraform',
    ofJob: asTerraform,
    ofChange: asChangeTerraform,
  },
]
