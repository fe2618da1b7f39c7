import { param, parseConf } from '@/lib/destinations/conf'

/** Whether two destinations are in the same bucket: a role on it holds for every path. */
export function sameBucket(a: string, b: string): boolean {
  const [first, second] = [parseConf(a), parseConf(b)]
  return (
    first.authority !== '' &&
    first.authority === second.authority &&
    param(first, 'instance-id') === param(second, 'instance-id')
  )
}
