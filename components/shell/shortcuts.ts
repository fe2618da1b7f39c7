'use client'

import { useEffect, useRef, useSyncExternalStore } from 'react'

const storageKey = 'single-letter-shortcuts'
const changed = 'shortcuts-changed'
const sequenceMs = 1000

/** Single letters can be switched off for those whom they hinder (speech input, tremor); kept per browser. */
function lettersAreOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}

export function switchLetters(on: boolean): void {
  try {
    localStorage.setItem(storageKey, on ? 'on' : 'off')
  } catch {
    // Storage is closed (private window); the choice then lasts for this page view only.
  }
  window.dispatchEvent(new Event(changed))
}

export function useLettersAreOn(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener(changed, listener)
      window.addEventListener('storage', listener)
      return () => {
        window.removeEventListener(changed, listener)
        window.removeEventListener('storage', listener)
      }
    },
    lettersAreOn,
    () => true,
  )
}

/**
 * Whether keys typed there are text. A dialog that was just closed keeps the focus in its field until the browser draws
 * again; what can't be seen takes no text.
 */
function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || !target.checkVisibility()) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLSelectElement) return true
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)
  )
}

/**
 * Calls `act` on a key: a letter ("n"), a sequence ("g z"), or with ⌘ or Ctrl ("mod+k"). Letters count
 * only outside fields, menus and dialogs, and while they are switched on; `mod` combinations always.
 */
export function useShortcut(keys: string, act: () => void, enabled = true): void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    if (!enabled) return
    const wanted = keys.split(' ')
    let at = 0
    let last = 0
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return
      const mod = event.metaKey || event.ctrlKey
      const key = mod ? `mod+${event.key.toLowerCase()}` : event.key
      if (!mod && (event.altKey || takesText(event.target) || !lettersAreOn())) return
      if (!mod && document.querySelector('dialog:modal')) return
      if (event.timeStamp - last > sequenceMs) at = 0
      at = key === wanted[at] ? at + 1 : key === wanted[0] ? 1 : 0
      last = event.timeStamp
      if (at < wanted.length) return
      at = 0
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [keys, enabled])
}
