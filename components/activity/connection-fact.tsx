import { useQuery } from '@tanstack/react-query'
import { ShortId } from '@/components/ui/middle-cut'
import { useConnections } from '@/lib/queries/connections'
import { sessionQuery } from '@/lib/queries/session'

/** A connection by its name, for those who are told; by its id where it is gone, and for everybody else. */
export function ConnectionName({ id }: { id: string }) {
  const session = useQuery(sessionQuery())
  const connections = useConnections(session.data?.admin === true)
  const name = connections.data?.find((connection) => connection.id === id)?.name
  return name ?? (id === 'environment' ? 'IBMCLOUD_API_KEY' : <ShortId id={id} head={13} />)
}
