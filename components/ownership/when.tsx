import { formatInstant } from '@/components/ui/time'
import { useTicker } from '@/components/ui/use-ticker'
import { moment, whenSaid } from './moments'

/** "at 09:28" or "on Wed 14 Oct at 09:28", in running text; `bare`: "09:28", "Wed 14 Oct, 09:28". */
export function When({ at, bare = false }: { at: string; bare?: boolean }) {
  const text = useTicker((now) => {
    const said = whenSaid(at, now)
    if (!bare) return said
    return said.startsWith('at ') ? said.slice('at '.length) : moment(at)
  })
  const exact = useTicker(() => formatInstant(at))
  return (
    <time dateTime={at} title={exact}>
      {text}
    </time>
  )
}
