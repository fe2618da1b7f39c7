import type { Metadata } from 'next'
import { nav } from '@/components/app/nav'
import { NotHere } from '@/components/app/not-here'
import { AppFrame } from '@/components/shell/app-frame'

export const metadata: Metadata = { title: 'Not found' }

/** For addresses outside every page: the frame without a person, because nobody was asked who they are. */
export default function NotFound() {
  return (
    <AppFrame nav={nav}>
      <NotHere />
    </AppFrame>
  )
}
