'use client'

import type { ComponentProps } from 'react'
import { OverviewPage } from '@/components/overview/overview'
import { NoInstances } from '@/components/zones-list/no-instances'

/** The overview; who sees no zone is told there what to do, as in the list of zones. */
export function OverviewView(props: Omit<ComponentProps<typeof OverviewPage>, 'Empty'>) {
  return <OverviewPage {...props} Empty={NoInstances} />
}
