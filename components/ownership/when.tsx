import { useTicker } from '@/components/ui/use-ticker'
import { formatInstant, formatMoment, formatWhen } from '@/lib/time'

/** "at 09:28" or "on Wed 14 Oct at 09:28", in running text; `bare`: "09:28", "Wed 14 Oct, 09:28". */
export function When({ at, bare = false }: { at: string; bare?: boolean }) {
  const text = useTicker((now) => {
    const said = formatWhen(at, now)
    if (!bare) return said
    return said.startsWith('at ') ? said.slice('at '.length) : formatMoment(at)
  })
  const exact = useTicker(() => formatInstant(at))
  return (
    <time dateTime={at} title={exact}>
      {text}
    </time>
  )
}
