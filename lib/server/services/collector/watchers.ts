import 'server-only'
import type { Credential } from '@/lib/server/context'
import { singleton } from '@/lib/server/singleton'
import { ownPicture } from './pictures'

// Somebody with a right of their own at IBM has a picture of their own, read with that right, and only while they are there.

/** So long after somebody's last look their picture is still followed. */
const watchedForMs = 3 * 60_000

type Watcher = { credential: Credential; seenAt: number }
const watchers = () => singleton('watchers', () => new Map<string, Watcher>())

/** Somebody looks: their picture is read from now on. @returns the picture's owner */
export function watch(credential: Credential): string {
  const owner = ownPicture(credential)
  watchers().set(owner, { credential, seenAt: Date.now() })
  return owner
}

/** Who has looked a moment ago. */
export function watching(): { owner: string; credential: Credential }[] {
  const all = watchers()
  for (const [owner, { seenAt }] of all) {
    if (Date.now() - seenAt > watchedForMs) all.delete(owner)
  }
  return [...all].map(([owner, { credential }]) => ({ owner, credential }))
}

/** Their right has ended. */
export function unwatch(owner: string): void {
  watchers().delete(owner)
}
