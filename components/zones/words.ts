/** "the zone’s 3 jobs", "the zone’s job": whom a change of log retention touches. */
function itsJobs(count: number | undefined): string {
  if (count === 1) return 'the zone’s job'
  return count === undefined ? 'the zone’s jobs' : `the zone’s ${count} jobs`
}

/** What it means that log retention is off. */
export function retentionNeed(jobs: number | undefined): string {
  return jobs === 0
    ? 'IBM requires it before a job can be created.'
    : `IBM requires it for Logpush and may refuse changes to ${itsJobs(jobs)}.`
}
