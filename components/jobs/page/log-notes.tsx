import Link from 'next/link'
import { Notice } from '@/components/ui/notice'
import type { LogNote } from '@/lib/schemas/logs'

/** What is odd about what the job sends, and the way to where it is fixed. */
export function LogNotes({ notes, editHref }: { notes: readonly LogNote[]; editHref: string }) {
  if (notes.length === 0) return null
  return (
    <Notice className="mt-3">
      <ul className="flex flex-col gap-2">
        {notes.map(({ code, message }) => (
          <li key={code + message} className="wrap-anywhere">
            {message}
          </li>
        ))}
      </ul>
      <Link href={editHref} prefetch={false} className="link mt-2 inline-block touch:py-3">
        Edit the log settings
      </Link>
    </Notice>
  )
}
