import type { CodePart } from '@/components/ui/code-block'
import { confLines, MASK } from '@/lib/destinations/conf'
import { toMaskedConf } from '@/lib/destinations/registry'
import { type JobDraft, toDestination } from '@/lib/job-draft/draft'

const strong = (text: string): CodePart => ({ text, as: 'strong' })
const quiet = (text: string): CodePart => ({ text, as: 'quiet' })
const open = quiet('…')

function parameter(line: string): CodePart[] {
  const equals = line.indexOf('=') + 1
  const [name, value] = [line.slice(0, equals), line.slice(equals)]
  if (value === MASK) return [quiet(`\n  ${name}`), MASK, quiet(' (never shown)')]
  // A GUID does not fit behind its name in the narrow column.
  const gap = name === '&instance-id=' && value !== '' ? '\n    ' : ''
  return [quiet(`\n  ${name}${gap}`), value === '' ? open : value]
}

/** The destination exactly as IBM will hold it, broken at its parts; "…" where something is not chosen yet. */
export function confParts(draft: JobDraft): CodePart[] {
  const [address = '', ...parameters] = confLines(toMaskedConf(toDestination(draft)))
  return [...addressParts(draft, address), ...parameters.flatMap(parameter)]
}

function addressParts(draft: JobDraft, address: string): CodePart[] {
  if (draft.kind === 'cos') {
    const { bucket } = draft.cos
    const path = address.slice('cos://'.length + bucket.length + 1)
    return [
      'cos://',
      bucket === '' ? open : strong(bucket),
      ...(path === '' ? [] : ['/', strong(path)]),
    ]
  }
  const { instanceId, region } = draft.cloudLogs
  return [
    'ibmcl://\n    ',
    instanceId === '' ? open : instanceId,
    '\n  .ingress.',
    region === '' ? open : strong(region),
    '.logs.cloud.ibm.com\n  /logs/v1/singles',
  ]
}
