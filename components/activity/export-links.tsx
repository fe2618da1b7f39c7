import { buttonLook } from '@/components/ui/button-look'
import { formRoutes } from '@/lib/form-routes'
import { type Filter, toQuery } from './filter'

const formats = [
  ['csv', 'CSV'],
  ['jsonl', 'JSON Lines'],
] as const

/** What the filter lets through as a file, all of it. Plain links: the browser writes to the disk while it reads. */
export function ExportLinks({ filter }: { filter: Filter }) {
  const query = toQuery(filter)
  const which = Object.keys(query).length > 0 ? 'Export matches' : 'Export all'
  return formats.map(([format, name], at) => (
    <a
      key={format}
      href={formRoutes.activityExport({ ...query, format })}
      download
      aria-label={`${which} as ${name}`}
      className={buttonLook('secondary')}
    >
      {at === 0 ? `${which} (${name})` : name}
    </a>
  ))
}
