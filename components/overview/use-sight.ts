import { type RefObject, useEffect, useEffectEvent } from 'react'

/** So long after the last step somebody has come to where they look. */
const settledAfterMs = 200

/** Ids of the zones of which something is on the screen, in the order of the document. */
export function zonesInSight(box: Element | null): string[] {
  const rows = box?.querySelectorAll<HTMLElement>('[data-zone]') ?? []
  return [...rows].flatMap((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    return bottom > 0 && top < window.innerHeight ? (row.dataset.zone ?? []) : []
  })
}

/** Tells of the zones in sight whenever scrolling comes to rest, and of those of another `list`; nothing is drawn for it. */
export function useSettledSight(
  box: RefObject<Element | null>,
  list: string,
  onSettle: (zoneIds: readonly string[]) => void,
): void {
  const settle = useEffectEvent(() => onSettle(zonesInSight(box.current)))
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is other zones.
  useEffect(() => {
    let timer = setTimeout(settle, settledAfterMs)
    const onScroll = () => {
      clearTimeout(timer)
      timer = setTimeout(settle, settledAfterMs)
    }
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      clearTimeout(timer)
      window.removeEventListener('scroll', onScroll)
    }
  }, [list])
}
