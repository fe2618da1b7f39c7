const waiting: (() => void)[] = []
let isPressed = false

function release(): void {
  // The click follows at once; what waits comes behind it.
  setTimeout(() => {
    isPressed = false
    for (const act of waiting.splice(0)) act()
  })
}

if (typeof window !== 'undefined') {
  window.addEventListener('pointerdown', () => (isPressed = true), true)
  for (const end of ['pointerup', 'pointercancel', 'dragend']) {
    window.addEventListener(end, release, true)
  }
}

/**
 * For what a field does when it is left: by a press somewhere else, it is done once that press is a click. It may move
 * the page, and what moves away between down and up is never clicked. At once where nothing is pressed.
 */
export function afterPress(act: () => void): void {
  if (isPressed) waiting.push(act)
  else act()
}
