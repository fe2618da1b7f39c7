import { useTicker } from '@/components/ui/use-ticker'
import { atMoment, moment } from '@/lib/moment'
import { formatInstant } from '@/lib/time'

/** "at 09:28" or "yesterday at 09:28", in running text; `bare`: "09:28", "yesterday 09:28". */
export function When({ at, bare = false }: { at: string; bare?: boolean }) {
  const text = useTicker((now) => (bare ? moment : atMoment)(at, now))
  const exact = useTicker(() => formatInstant(at))
  return (
    <time dateTime={at} title={exact}>
      {text}
    </time>
  )
}
