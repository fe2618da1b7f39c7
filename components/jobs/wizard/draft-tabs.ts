/** The part of a BroadcastChannel that is used. */
export type Channel = Pick<BroadcastChannel, 'postMessage' | 'close'> & {
  onmessage: ((event: MessageEvent<Message>) => void) | null
}

type Claim = { since: number; from: string }
type Message = { key: string } & (
  | ({ says: 'claims' } & Claim)
  | { says: 'held' | 'taken' | 'left'; from: string }
)

export type DraftHold = {
  /** This tab keeps the draft from now on; all others hear of it. */
  take: () => void
  /** The page is left; another tab that has the draft open may keep it. */
  leave: () => void
  /** The page came back out of the browser's memory. */
  claim: () => void
}

/**
 * Tabs that have one draft open agree which of them keeps it: the one that opened it first, until another is told to.
 * `onChange` hears whether another tab keeps it. Tabs know of each other by a BroadcastChannel alone; one that crashed
 * says nothing, so a tab can always be told to keep the draft.
 */
export function holdDraft(
  key: string,
  onChange: (isElsewhere: boolean) => void,
  {
    channel,
    id,
    nowMs,
    mayFollow = () => true,
  }: {
    channel: Channel
    id: string
    nowMs: number
    /** Whether this tab may go on by itself when the draft was left elsewhere; not where that would undo something. */
    mayFollow?: () => boolean
  },
): DraftHold {
  let since = nowMs
  let isHolding = false
  let isLeft = false

  const say = (says: 'held' | 'taken' | 'left') => channel.postMessage({ key, says, from: id })

  function hold(next: boolean) {
    if (isHolding === next) return
    isHolding = next
    if (!next) since = nowMs
    onChange(!next)
  }

  function claim() {
    isLeft = false
    hold(true)
    channel.postMessage({ key, says: 'claims', since, from: id })
  }

  const isBefore = (other: Claim) =>
    other.since < since || (other.since === since && other.from < id)

  channel.onmessage = ({ data }) => {
    if (data.key !== key || isLeft) return
    if (data.says === 'left') return isHolding || !mayFollow() ? undefined : claim()
    if (data.says !== 'claims') return hold(false)
    if (!isHolding) return
    if (isBefore(data)) hold(false)
    else say('held')
  }
  claim()

  return {
    take: () => {
      hold(true)
      // Older than any that may be opened.
      since = 0
      say('taken')
    },
    leave: () => {
      isLeft = true
      if (isHolding) say('left')
      isHolding = false
    },
    claim,
  }
}
