import * as z from 'zod/mini'
import {
  type AlertChannel,
  type AlertChannelKind,
  type CreateAlertChannelInput,
  createAlertChannelInput,
  type QuietHours,
  type UpdateAlertChannelInput,
} from '@/lib/schemas/alert'

/** A channel as its form holds it. */
export type ChannelDraft = {
  kind: AlertChannelKind
  name: string
  /** Of one that is changed: '' keeps what is set. */
  url: string
  /** Addresses, separated by commas or spaces. */
  to: string
  secret: string
  isQuiet: boolean
  from: string
  until: string
  timeZone: string
}

export function draftOf(channel: AlertChannel | null, timeZone: string): ChannelDraft {
  const quiet = channel?.quietHours ?? null
  return {
    kind: channel?.kind ?? 'webhook',
    name: channel?.name ?? '',
    url: '',
    to: channel?.to?.join(', ') ?? '',
    secret: '',
    isQuiet: quiet !== null,
    from: quiet?.from ?? '22:00',
    until: quiet?.to ?? '07:00',
    timeZone: quiet?.timeZone ?? timeZone,
  }
}

const addresses = (to: string) => to.split(/[\s,;]+/).filter(Boolean)

function quietOf({ isQuiet, from, until, timeZone }: ChannelDraft): QuietHours | null {
  return isQuiet ? { from, to: until, timeZone } : null
}

export function toCreate(draft: ChannelDraft): CreateAlertChannelInput {
  const { kind, name, url, to, secret } = draft
  const quietHours = quietOf(draft)
  if (kind === 'email') return { kind, name, to: addresses(to), quietHours }
  if (kind === 'slack') return { kind, name, url, quietHours }
  return { kind, name, url, quietHours, ...(secret !== '' && { secret }) }
}

/** What is to change; a URL and a secret that were not typed stay. */
export function toUpdate(draft: ChannelDraft): UpdateAlertChannelInput {
  const { kind, name, url, to, secret } = draft
  return {
    name,
    quietHours: quietOf(draft),
    ...(kind === 'email' && { to: addresses(to) }),
    ...(kind !== 'email' && url.trim() !== '' && { url }),
    ...(kind === 'webhook' && secret !== '' && { secret }),
  }
}

/** The form's field that a member of the request comes from. */
export function fieldOf(path: string): string {
  if (path === 'quietHours.to') return 'until'
  return /^quietHours\.(\w+)/.exec(path)?.[1] ?? path.split('.')[0] ?? path
}

/** What is wrong with a draft, by the fields of the form; the first of a field counts. */
export function draftFaults(draft: ChannelDraft, isNew: boolean): Record<string, string> {
  // Of one that is changed an empty URL means the one that is set.
  const checked =
    isNew || draft.url.trim() !== '' ? draft : { ...draft, url: 'https://kept.invalid' }
  const parsed = z.safeParse(createAlertChannelInput, toCreate(checked))
  const faults: Record<string, string> = {}
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) faults[fieldOf(path.join('.'))] ??= message
  }
  return faults
}

/** 256 random bits, as letters and digits. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
