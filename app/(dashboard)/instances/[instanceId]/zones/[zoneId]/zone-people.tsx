'use client'

import { useState } from 'react'
import { chunk, useChunk } from '@/components/ui/chunk'
import { DialogComing } from '@/components/ui/dialog-coming'
import type { ZoneDetail } from '@/lib/schemas/zone'

const dialogChunk = chunk(() => import('@/components/access/people-dialog'))

/** Beside one's own access: who else sees the zone, and why. Nothing where IBM's roles count, which nobody can list here. */
export function ZonePeople({ instanceId, zone }: { instanceId: string; zone: ZoneDetail }) {
  const [isOpen, setOpen] = useState(false)
  const parts = useChunk(isOpen ? dialogChunk : null)
  const close = () => setOpen(false)
  if (!zone.access) return null
  return (
    <>
      <button
        type="button"
        className="link text-table touch:min-h-11"
        onClick={() => setOpen(true)}
      >
        Who has access…
      </button>
      {isOpen && !parts && <DialogComing onClose={close} />}
      {isOpen && parts && (
        <parts.PeopleDialog
          zone={{ instanceId, zoneId: zone.id }}
          name={zone.name}
          role={zone.access.role}
          onClose={close}
        />
      )}
    </>
  )
}
