import 'server-only'
import type { DatabaseConnection } from 'kysely'
import { awayIfGone } from './away'

const telling = new WeakSet<DatabaseConnection>()

/** A connection that tells a database that can't be used from a statement that is wrong. */
export function tellingAway<Connection extends DatabaseConnection>(connection: Connection) {
  if (telling.has(connection)) return connection
  telling.add(connection)
  const execute = connection.executeQuery.bind(connection)
  connection.executeQuery = async (...query) => {
    try {
      return await execute(...query)
    } catch (error) {
      throw awayIfGone(error)
    }
  }
  return connection
}
