import { retentionNeed } from './words'

/** What turning log retention off means, before it is done. */
export function retentionLoss(jobs: number | undefined): string {
  return `${retentionNeed(jobs)} Logs already stored are kept until they are 7 days old; new ones can’t be recovered with Logpull.`
}
