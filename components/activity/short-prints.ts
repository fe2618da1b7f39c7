/** Shortens the marks of secrets to what an eye can compare: "•••• print 4f1ac29b". */
export function shortPrints(text: string): string {
  return text.replace(/(•••• print [0-9a-f]{8})[0-9a-f]{8}/g, '$1')
}
