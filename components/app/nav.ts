import type { NavEntry } from '@/components/shell/top-bar'
import { routes } from '@/lib/routes'

/** Where everybody can go. */
export const nav: readonly NavEntry[] = [
  { label: 'Overview', href: routes.home() },
  { label: 'Zones', href: routes.zones(), under: ['/instances'] },
  { label: 'Activity', href: routes.activity() },
]
