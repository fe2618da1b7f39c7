const gap = 6
const margin = 8
const tallest = 420

/**
 * Puts a popover below its button, or above where there is more room. Set on the style object and not in
 * the markup: the content security policy allows no style attributes. `width` makes it as wide as the anchor.
 */
export function placeBelow(
  popover: HTMLElement,
  anchor: HTMLElement,
  align: 'start' | 'end' | 'width',
): void {
  const box = anchor.getBoundingClientRect()
  const below = window.innerHeight - box.bottom - gap - margin
  const above = box.top - gap - margin
  const up = below < 200 && above > below
  const { style } = popover
  style.top = up ? 'auto' : `${box.bottom + gap}px`
  style.bottom = up ? `${window.innerHeight - box.top + gap}px` : 'auto'
  style.maxHeight = `${Math.min(tallest, up ? above : Math.max(below, 120))}px`
  style.left = align === 'end' ? 'auto' : `${Math.max(margin, box.left)}px`
  style.right =
    align === 'end'
      ? `${Math.max(margin, document.documentElement.clientWidth - box.right)}px`
      : 'auto'
  if (align === 'width') style.width = `${box.width}px`
}
