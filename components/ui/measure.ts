import { useLayoutEffect, useState } from 'react'

type Ref = { current: HTMLElement | null }

/** An element's height, whatever the screen and the reader's size of type make of it; `guess` until it is known. */
export function useHeightOf(sample: Ref, guess: number): number {
  const [height, setHeight] = useState(guess)
  useLayoutEffect(() => {
    if (!sample.current) return
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.borderBoxSize[0]
      if (box) setHeight(box.blockSize)
    })
    observer.observe(sample.current)
    return () => observer.disconnect()
  }, [sample])
  return height
}

/** How far down the page an element begins; what stands above it comes and goes. */
export function useTopOf(list: Ref): number {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const measure = () => {
      if (list.current) setTop(list.current.getBoundingClientRect().top + window.scrollY)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [list])
  return top
}
