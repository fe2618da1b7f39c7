import { checkName } from '@/lib/jobs/job-name'
import type { ExportedChange, ExportedJob } from './request'

const oddName = (name: string | null | undefined) =>
  name && !checkName(name).ok
    ? ['IBM refuses this name: it takes letters, digits, “-” and “.” only.']
    : []

/** What is to be said of a copy in every language, in sentences. */
export const remarksOn = ({ name, copyOf }: ExportedJob): string[] => [
  ...oddName(name),
  ...(copyOf?.leftOut ?? []),
]

export const remarksOnChange = ({ name }: ExportedChange): string[] => oddName(name)
