import type { CodePart } from '@/components/ui/code-block'
import { confLines, formatConf, MASK } from '@/lib/destinations/conf'
import { challengeConf } from '@/lib/destinations/cos'
import type { JobDraft } from '@/lib/jobs/draft'

const strong = (text: string): CodePart => ({ text, as: 'strong' })
const quiet = (text: string): CodePart => ({ text, as: 'quiet' })
const open = quiet('…')

function parameter(line: string): CodePart[] {
  const equals = line.indexOf('=') + 1
  const [name, value] = [line.slice(0, equals), line.slice(equals)]
  if (value === MASK) return [quiet(`\n  ${name}`), MASK, quiet(' (hidden)')]
  // A GUID does not fit behind its name in the narrow column.
  const gap = name === '&instance-id=' && value !== '' ? '\n    ' : ''
  return [quiet(`\n  ${name}${gap}`), value === '' ? open : value]
}

/** The destination exactly as IBM will hold it, broken at its parts; "…" where something is not chosen yet. */
export function confParts(draft: JobDraft): CodePart[] {
  const [address = '', ...parameters] = confLines(maskedConf(draft))
  return [...addressParts(draft, address), ...parameters.flatMap(parameter)]
}

/**
 * The same text as `toMaskedConf` of the kinds, to which a test holds it: those bring along all that is needed for
 * reading one, and this stands on the page from the first moment.
 */
function maskedConf({ kind, cos, cloudLogs }: JobDraft): string {
  const key = { name: 'ibm_api_key', value: MASK }
  if (kind === 'cloudLogs') {
    return formatConf({
      scheme: 'ibmcl',
      authority: `${cloudLogs.instanceId}.ingress.${cloudLogs.region}.logs.cloud.ibm.com`,
      path: 'logs/v1/singles',
      params: [key],
    })
  }
  const conf = challengeConf({ ...cos, path: cos.path.trim() })
  return cos.auth === 'apiKey' ? `${conf}&${key.name}=${key.value}` : conf
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
