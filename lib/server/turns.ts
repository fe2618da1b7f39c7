import 'server-only'
import { setImmediate as othersTurn } from 'node:timers/promises'

/**
 * For work over thousands of things: awaited after each of them, it lets requests in between after so many. With SQLite
 * statements alone let nobody in.
 */
export function turns(size: number): () => Promise<void> | undefined {
  let done = 0
  return () => {
    done++
    return done % size === 0 ? othersTurn() : undefined
  }
}
