import { cx } from '@/components/ui/cx'
import type { FormKind } from '@/lib/destinations/forms'

/** 24 × 24. What becomes of the logs there, in the line of the icons; nobody's trade mark. */
const paths: Record<FormKind, string> = {
  // A bucket.
  cos: 'M4 6.5c0-1.66 3.58-3 8-3s8 1.34 8 3-3.58 3-8 3-8-1.34-8-3zm0 0l1.6 11.6c.2 1.36 3 2.4 6.4 2.4s6.2-1.04 6.4-2.4L20 6.5',
  // Lines under a lens.
  cloudLogs:
    'M3.5 5.5h17M3.5 10.5h6M3.5 15.5h5M14.75 18.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm2.9-1.1l3.1 3.1',
  // A collector.
  splunk: 'M3.5 4.5h17L14 12.5v5l-4 2.5v-7.5z',
  // A shield.
  qradar:
    'M12 3.25l7.25 2.5v5.5c0 4.5-2.9 7.75-7.25 9.5-4.35-1.75-7.25-5-7.25-9.5v-5.5zM8.75 11.75l2.4 2.4 4.1-4.6',
  // Into a door.
  https: 'M3 12h11.5M10.5 8l4 4-4 4M11.5 3.75h8v16.5h-8',
  // The beginning of any address.
  other: 'M5 9.5h.01M5 16.5h.01M9.5 20L14 4M15.5 20L20 4',
}

/** Decoration: the kind's name stands beside it. */
export function KindGlyph({
  kind,
  size,
  className,
}: {
  kind: FormKind
  size: 20 | 24
  className?: string
}) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
      fill="none"
      stroke="currentColor"
      strokeWidth={size === 24 ? 1.5 : 1.75}
      strokeLinejoin="round"
      strokeLinecap={kind === 'other' ? 'round' : 'butt'}
      aria-hidden="true"
      className={cx('shrink-0', className)}
    >
      <path d={paths[kind]} />
    </svg>
  )
}
