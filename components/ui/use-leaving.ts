'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import { type AskToLeave, askBeforeLeaving } from './leaving'

/** The address of a link of ours that leads away from the open page; null for all other clicks. */
function awayFrom(event: MouseEvent): string | null {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event
  if (event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey)
    return null
  const link = target instanceof Element ? target.closest('a') : null
  if (!link || link.target === '_blank' || link.dataset.leaves === 'unasked') return null
  const url = new URL(link.href, location.href)
  const isAway = url.origin === location.origin && url.pathname !== location.pathname
  return isAway ? url.pathname + url.search + url.hash : null
}

/**
 * While `isHeld`, `onLeave` is asked before the page is left by a link, a key of the page, or the browser's back and
 * forward; `push` is how one goes to an address. Closing or loading anew is asked about by the browser itself.
 * A link with `data-leaves="unasked"` has said what is lost.
 */
export function useLeaving(
  isHeld: boolean,
  onLeave: AskToLeave,
  push: (href: string) => void,
): void {
  const ask = useEffectEvent(onLeave)
  const goTo = useEffectEvent(push)
  const isLeaving = useRef(false)
  useEffect(() => {
    if (!isHeld) return
    isLeaving.current = false
    const askOnce: AskToLeave = (go) =>
      ask(() => {
        isLeaving.current = true
        go()
      })

    const onUnload = (event: BeforeUnloadEvent) => {
      if (!isLeaving.current) event.preventDefault()
    }
    const onClick = (event: MouseEvent) => {
      const href = awayFrom(event)
      if (href === null) return
      event.preventDefault()
      askOnce(() => goTo(href))
    }
    // The router hears of back and forward only when they have happened, so the browser has to be asked. One that
    // does not offer that lets them pass.
    const browser = 'navigation' in window ? window.navigation : null
    const onNavigate = (event: NavigateEvent) => {
      const { destination, navigationType, cancelable } = event
      const isAway = new URL(destination.url).pathname !== location.pathname
      if (navigationType !== 'traverse' || !cancelable || !isAway || isLeaving.current) return
      event.preventDefault()
      askOnce(() => browser?.traverseTo(destination.key))
    }

    const end = askBeforeLeaving(askOnce)
    window.addEventListener('beforeunload', onUnload)
    // Before the router's own links hear of it.
    window.addEventListener('click', onClick, true)
    browser?.addEventListener('navigate', onNavigate)
    return () => {
      end()
      window.removeEventListener('beforeunload', onUnload)
      window.removeEventListener('click', onClick, true)
      browser?.removeEventListener('navigate', onNavigate)
    }
  }, [isHeld])
}
