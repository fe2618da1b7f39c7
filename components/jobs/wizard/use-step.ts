'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'
import { type StepId, stepOf } from './steps'

/**
 * The step stands in the address, so that the browser's own back and forward walk the steps; nothing is loaded anew.
 * `kept`: what else stays in it, as `to=key`.
 */
export function useStep(
  kept = '',
): [asked: StepId, goTo: (step: StepId, how?: 'push' | 'replace') => void] {
  const asked = stepOf(useSearchParams().get('step'))
  const goTo = useCallback(
    (step: StepId, how: 'push' | 'replace' = 'push') => {
      const address = `?${kept && `${kept}&`}step=${step}`
      if (how === 'replace') window.history.replaceState(null, '', address)
      else window.history.pushState(null, '', address)
    },
    [kept],
  )
  return [asked, goTo]
}
