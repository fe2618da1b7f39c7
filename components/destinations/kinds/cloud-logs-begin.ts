import type { JobDraft } from '@/lib/jobs/draft'
import { type Begin, type BeginFacts, letter, sendSafely } from './begin'

export function cloudLogsBegin({ cloudLogs }: JobDraft, facts: BeginFacts): Begin {
  const { instanceId, region } = cloudLogs
  const name = facts.instance ?? instanceId
  const place = name ? `the Cloud Logs instance ${name}` : 'a Cloud Logs instance for these logs'
  return {
    needs: [
      'A Cloud Logs instance.',
      'A service ID with the role Sender on it.',
      'An API key of the service ID, created after the role was given: keys created earlier don’t get it.',
    ],
    message: letter(facts, 'IBM Cloud Logs', [
      `Please give a service ID the role Sender on ${place}${region && ` in ${region}`}.`,
      `After that, please create an API key of the service ID and send it to me ${sendSafely}. A key created earlier doesn’t get the role.`,
    ]),
  }
}
