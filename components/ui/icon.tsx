import { cx } from './cx'

/** 16 × 16, drawn with a 1.5 px line in the colour of the text beside them. */
const paths = {
  'arrow-right': 'M2.5 8h10.5M9 4l4 4-4 4',
  check: 'M3.5 8.5l3 3 6-7',
  'chevron-down': 'M4 6l4 4 4-4',
  'chevron-left': 'M10 4L6 8l4 4',
  'chevron-right': 'M6 4l4 4-4 4',
  'chevron-up': 'M4 10l4-4 4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.75 5.75h7.5v7.5h-7.5zM10.25 3.5V2.75h-7.5v7.5h.75',
  external: 'M9.5 2.75h3.75V6.5M13 3L7.5 8.5M6.5 3.75H2.75v9.5h9.5V9.5',
  eye: 'M1.5 8C3 5.2 5.3 3.75 8 3.75S13 5.2 14.5 8C13 10.8 10.7 12.25 8 12.25S3 10.8 1.5 8zM8 9.75a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5z',
  'eye-off':
    'M3.6 5.4C2.8 6.1 2.1 7 1.5 8c1.5 2.8 3.8 4.25 6.5 4.25 1.1 0 2.1-.2 3-.7M6.2 4C6.8 3.8 7.4 3.75 8 3.75c2.7 0 5 1.45 6.5 4.25-.4.8-1 1.5-1.5 2M2.5 2.5l11 11',
  lock: 'M4.5 7.25h7v5.25h-7zM6 7V5.5a2 2 0 0 1 4 0V7',
  menu: 'M2 4h12M2 8h12M2 12h12',
  minus: 'M4 8h8',
  plus: 'M8 3.5v9M3.5 8h9',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5l3.5 3.5',
} as const

export type IconName = keyof typeof paths | 'more' | 'spinner'

/** Grows with the text. Decoration only: the word stands beside it, or in the control's accessible name. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="1rem"
      height="1rem"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
      className={cx('shrink-0', name === 'spinner' && 'animate-spin', className)}
    >
      {name === 'more' ? (
        <path d="M3 8h.01M8 8h.01M13 8h.01" strokeWidth="2.25" strokeLinecap="round" />
      ) : name === 'spinner' ? (
        <path d="M8 2.75a5.25 5.25 0 1 1-4.55 2.6" strokeLinecap="round" strokeWidth="2" />
      ) : (
        <path d={paths[name]} />
      )}
    </svg>
  )
}
