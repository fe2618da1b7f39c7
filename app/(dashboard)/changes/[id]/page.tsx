import type { Metadata } from 'next'
import { ChangeView } from './change-view'

export const metadata: Metadata = { title: 'Change' }

export default async function OneChangePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <ChangeView key={id} id={id} />
}
