import { addressesUrl } from '@/lib/destinations/ibm-access'
import type { JobDraft } from '@/lib/jobs/draft'

/** What has to be there before a job can deliver, and what to ask of whoever can see to it. */
export type Begin = {
  needs: readonly string[]
  /** Plain text to send, filled with what is typed already. Never holds a secret. */
  message: string
}

export type BeginFacts = {
  /** The zone's name, where it is known. */
  zone: string | undefined
  /** Of the instance that is chosen, where the kind has one and it is known. */
  instance: string | undefined
}

export type BeginOf = (draft: JobDraft, facts: BeginFacts) => Begin

export const allowIbm = `Please allow connections from IBM’s addresses: ${addressesUrl}`
export const sendSafely = 'through a password manager or secret store, not by e-mail or chat'

/** `to`: what the logs go to, as in "Splunk". */
export function letter({ zone }: BeginFacts, to: string, asks: readonly string[]): string {
  const logs = zone ? `the edge logs of ${zone}` : 'the edge logs of a zone'
  return [
    `We want to deliver ${logs} (IBM Cloud Internet Services, Logpush) to ${to}. This is needed for it:`,
    '',
    ...asks.map((ask, index) => `${index + 1}. ${ask}`),
    '',
    'Thank you.',
  ].join('\n')
}

const hostForm = /^(?:\[[0-9a-f:.]+\]|[\p{L}\d_-]+(?:\.[\p{L}\d_-]+)+)\.?(?::\d{1,5})?$/iu

/**
 * Host and port of an address in any state of typing; null where there is none, or what stands there has no host's form:
 * it may be a token in the wrong field, as what stands before an "@", in a path or behind a "?" may be one.
 */
export function hostOf(text: string): string | null {
  const authority = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/?#\s]*)/i.exec(text.trim())?.[1] ?? ''
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  return hostForm.test(host) ? host : null
}
