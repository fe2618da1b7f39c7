import { useEffect, useLayoutEffect, useReducer, useRef } from 'react'

type Key = string | number | bigint

/**
 * Which of the rows in sight are drawn in full: those that were, and with each frame so many more. Quick scrolling brings a
 * screenful at once, and to draw all of it takes a slow machine longer than a frame may last; the others stand as an
 * outline until their turn.
 *
 * @param isAlive false: on the server and while hydrating, when all that is there is drawn
 */
export function useDrawn(
  keys: readonly Key[],
  perFrame: number,
  isAlive: boolean,
): ReadonlySet<Key> {
  const before = useRef<ReadonlySet<Key>>(new Set())
  const [, drawMore] = useReducer((count: number) => count + 1, 0)
  const drawn = new Set<Key>()
  let room = isAlive ? perFrame : keys.length
  for (const key of keys) {
    if (before.current.has(key)) drawn.add(key)
    else if (room > 0) {
      drawn.add(key)
      room--
    }
  }
  useLayoutEffect(() => {
    before.current = drawn
  })
  const isWaiting = drawn.size < keys.length
  useEffect(() => {
    if (!isWaiting) return
    let timer: ReturnType<typeof setTimeout> | undefined
    // After the frame, not in it: what is drawn in the callback itself belongs to the same one.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(drawMore)
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  })
  return drawn
}
