/** Whether the pointer is held down, and what waits for its release. */
let isDown = false
const waiting = new Set<() => void>()

function watchPresses(): void {
  if (typeof window === 'undefined') return
  const release = () => {
    isDown = false
    // After the click that the release makes.
    setTimeout(() => {
      for (const act of waiting) act()
      waiting.clear()
    })
  }
  const capture = { capture: true, passive: true }
  window.addEventListener('pointerdown', () => (isDown = true), capture)
  window.addEventListener('pointerup', release, capture)
  window.addEventListener('pointercancel', release, capture)
}
watchPresses()

/**
 * Does it now, or where a press is under way, once that is over: a text that appears as a field is left pushes the button
 * away from under the pointer that leaves it, and the click is lost.
 */
export function afterPress(act: () => void): void {
  if (isDown) waiting.add(act)
  else act()
}
