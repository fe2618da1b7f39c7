import { useEffect, useLayoutEffect, useReducer, useRef } from 'react'

type Key = string | number | bigint
/** What was in sight, and what of it was drawn in full. */
type Sight = { keys: ReadonlySet<Key>; drawn: ReadonlySet<Key> }

/** What of a frame is spent on drawing rows; the rest is for the list itself, layout and paint. */
const budgetMs = 10
/** Rows of a frame, of a machine of whatever speed. */
const atLeast = 2
const atMost = 12
/** So many new rows at once are a jump: most will be gone again before they are read. */
const jump = 6
/** So long after a jump nothing more is drawn, unless another one comes. */
const settledAfterMs = 80

/**
 * What a frame draws of `keys`, those that matter most first: what was drawn before, and `room` others; none of those in
 * the middle of a jump.
 */
export function drawNext(last: Sight | null, keys: readonly Key[], room: number) {
  const came = last === null ? 0 : keys.filter((key) => !last.keys.has(key)).length
  const isJump = came > jump
  const drawn = new Set(keys.filter((key) => last?.drawn.has(key)))
  const fresh = keys.filter((key) => !drawn.has(key)).slice(0, isJump ? 0 : room)
  for (const key of fresh) drawn.add(key)
  return { drawn, fresh: fresh.length, isJump }
}

/** Rows of the next frame, after one that drew `fresh` of them in `tookMs`. */
export function nextPace(pace: number, fresh: number, tookMs: number): number {
  if (fresh === 0) return pace
  const fitting = Math.floor((fresh * budgetMs) / Math.max(tookMs, 0.1))
  // Not faster at one blow: a frame in which little was new says little.
  return Math.min(atMost, pace * 2, Math.max(atLeast, fitting))
}

/**
 * Which of the rows in sight are drawn in full: those that were, and with each frame some more, as many as the machine
 * draws in `budgetMs`. Quick scrolling brings a screenful at once, and to draw all of it takes a slow machine longer than
 * a frame may last; the others stand as an outline until their turn, which comes when the jumps are over.
 *
 * @param keys those that are to be drawn first come first
 * @param isAlive false: on the server and while hydrating, when all that is there is drawn
 */
export function useDrawn(keys: readonly Key[], isAlive: boolean): ReadonlySet<Key> {
  const last = useRef<Sight | null>(null)
  const pace = useRef(atLeast)
  const [, drawMore] = useReducer((count: number) => count + 1, 0)
  const beganAt = performance.now()
  const { drawn, fresh, isJump } = drawNext(
    isAlive ? last.current : null,
    keys,
    isAlive ? pace.current : keys.length,
  )
  useLayoutEffect(() => {
    last.current = { keys: new Set(keys), drawn }
    if (isAlive) pace.current = nextPace(pace.current, fresh, performance.now() - beganAt)
  })
  const isWaiting = drawn.size < keys.length
  useEffect(() => {
    if (!isWaiting) return
    if (isJump) {
      const timer = setTimeout(drawMore, settledAfterMs)
      return () => clearTimeout(timer)
    }
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

/** The keys of a list's items, of those in sight before those above and below. */
export function keysInSight(
  items: readonly { index: number; key: Key }[],
  sight: { startIndex: number; endIndex: number } | null,
): Key[] {
  const isSeen = ({ index }: { index: number }) =>
    sight !== null && index >= sight.startIndex && index <= sight.endIndex
  const [seen, unseen] = [items.filter(isSeen), items.filter((item) => !isSeen(item))]
  return [...seen, ...unseen].map(({ key }) => key)
}
