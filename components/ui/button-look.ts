import { cx } from './cx'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'

const base =
  'inline-grid h-8 items-center rounded-control border px-3 text-body font-medium whitespace-nowrap transition-colors select-none touch:h-11 touch:px-4 touch:text-[1rem] cramped:h-auto cramped:min-h-11 cramped:py-1 cramped:whitespace-normal'
const looks: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-ink text-on-ink hover:bg-ink-2',
  secondary: 'border-edge bg-surface text-ink hover:bg-sunken',
  quiet: 'border-transparent text-accent hover:bg-sunken',
  danger: 'border-loss bg-surface text-loss hover:bg-sunken',
}
const notYetLook = 'border-dashed border-edge text-ink-3'

/** The classes of a button, for what looks like one without being a `Button`. */
export function buttonLook(variant: ButtonVariant, notYet = false): string {
  return cx(base, notYet ? notYetLook : looks[variant])
}
