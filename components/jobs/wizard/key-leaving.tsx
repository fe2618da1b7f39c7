'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useLeaving } from '@/components/ui/use-leaving'

/** Asks before a page is left whose form holds a typed key: a draft is kept, its key is not. */
export function KeyLeaving({ hasKey }: { hasKey: boolean }) {
  const router = useRouter()
  const [go, setGo] = useState<(() => void) | null>(null)
  useLeaving(
    hasKey,
    (next) => setGo(() => next),
    (href) => router.push(href),
  )

  function onLeave() {
    setGo(null)
    go?.()
  }

  return (
    <Dialog
      open={go !== null}
      onClose={() => setGo(null)}
      title="Leave without the API key?"
      role="alertdialog"
      footer={
        <>
          <Button data-autofocus onClick={() => setGo(null)}>
            Stay
          </Button>
          <Button variant="danger" onClick={onLeave}>
            Leave
          </Button>
        </>
      }
    >
      <p className="text-ink-2">
        API keys are never saved in the browser. When you come back, you have to enter this one
        again.
      </p>
    </Dialog>
  )
}
