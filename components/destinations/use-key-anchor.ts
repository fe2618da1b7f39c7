'use client'

import { useEffect, useEffectEvent } from 'react'
import { useFormContext } from 'react-hook-form'
import type { JobDraft } from '@/lib/jobs/draft'
import { keyAnchor } from '@/lib/routes'

/** Leads whoever came to replace a refused key or token to its field. */
export function useKeyAnchor(name: 'cos.apiKey' | 'cloudLogs.apiKey' | 'splunk.token'): void {
  const { setFocus } = useFormContext<JobDraft>()
  const onOpened = useEffectEvent(() => {
    if (location.hash !== `#${keyAnchor}`) return
    setFocus(name)
    // Focus alone may leave it below the foot.
    document.activeElement?.scrollIntoView({ block: 'center' })
  })
  useEffect(() => onOpened(), [])
}
