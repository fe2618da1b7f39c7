const made = new Map<string, Intl.DateTimeFormat>()

/**
 * A formatter for these options. Kept, because making one takes a hundred times as long as using it, and every age on a
 * page is told anew each second. Few combinations are asked for, so that nothing has to make room.
 */
export function dateFormat(
  locale: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  const known = made.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat(locale, options)
  made.set(key, format)
  return format
}
