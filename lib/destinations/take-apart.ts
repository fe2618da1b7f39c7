import type { FormRow } from './forms'

/** An address as it was pasted, with what belongs elsewhere in rows of its own. */
export type TakenApart = { url: string; headers: FormRow[]; params: FormRow[] }

/** null: there is no query in it. As in any address a "+" is a blank there, and names `header_…` are the engine's headers. */
export function takeApart(address: string): TakenApart | null {
  const [, url, query] = /^\s*([^?#\s]+)\?([^#]*)(?:#.*)?\s*$/s.exec(address) ?? []
  if (url === undefined || query === undefined) return null
  const rows = [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }))
  const isHeader = ({ name }: FormRow) => /^header_./i.test(name)
  return {
    url,
    headers: rows
      .filter(isHeader)
      .map(({ name, value }) => ({ name: name.slice('header_'.length), value })),
    params: rows.filter((row) => !isHeader(row)),
  }
}

/** User and password in an address as the header that sends them instead; null: there are none. */
export function credentialsOf(address: string): { url: string; header: FormRow } | null {
  const [, scheme, authority = '', rest = ''] =
    /^\s*([a-z]+:\/\/)([^/?#]*)(.*)$/is.exec(address) ?? []
  const at = authority.lastIndexOf('@')
  if (scheme === undefined || at < 0) return null
  const bytes = new TextEncoder().encode(plain(authority.slice(0, at)))
  const value = `Basic ${btoa(String.fromCharCode(...bytes))}`
  return {
    url: scheme + authority.slice(at + 1) + rest,
    header: { name: 'Authorization', value },
  }
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What is pasted as `Name: value`, as documents and `curl -H` write a header; null: it is something else. */
export function headerLine(text: string): FormRow | null {
  const [, name, value] =
    /^(?:-H\s+)?["']?([A-Za-z][\w-]*):[ \t]*(\S[^\r\n]*?)["']?$/.exec(text.trim()) ?? []
  return name === undefined || value === undefined ? null : { name, value }
}

/** 128 bits, as a value that a receiver can know its sender by. */
export function randomValue(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
