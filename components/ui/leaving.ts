export type AskToLeave = (go: () => void) => void

let standing: AskToLeave | null = null

/**
 * Goes to another page of ours, by a router or the like. Where something on the open page would be lost by that, the
 * page asks first and calls `go` if the answer is yes. Links ask by themselves.
 */
export function leave(go: () => void): void {
  if (standing) standing(go)
  else go()
}

/** From now on `ask` is asked; the function it gives ends that. See `useLeaving`, which asks for links as well. */
export function askBeforeLeaving(ask: AskToLeave): () => void {
  standing = ask
  return () => {
    if (standing === ask) standing = null
  }
}
