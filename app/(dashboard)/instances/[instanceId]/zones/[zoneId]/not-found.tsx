import { NoSuchZone } from '@/components/zones/no-such-zone'

export default function ZoneNotFound() {
  return <NoSuchZone />
}
