/** Host and port of a pasted address; null where it is none, or a host alone. */
export function splitAddress(text: string): { host: string; port: string } | null {
  const [, scheme, host, port] =
    /^(?:(https?):\/\/)?(\[[0-9a-f:.]+\]|[^/?#\s@:]+)(?::(\d{1,5}))?(?:\/\S*)?$/i.exec(
      text.trim(),
    ) ?? []
  if (!host || (scheme === undefined && port === undefined)) return null
  return { host, port: port ?? '' }
}
