import type { Metadata } from 'next'
import { ZonesHome } from '@/components/zones-list/zones-home'

export const metadata: Metadata = { title: 'Zones' }

export default function HomePage() {
  return <ZonesHome />
}
