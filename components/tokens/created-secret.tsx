'use client'

import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { Notice } from '@/components/ui/notice'
import type { CreatedToken } from '@/lib/schemas/token'
import { FirstCommands } from './first-commands'

/** A new token with its secret, this once, and what to do with it first. */
export function CreatedSecret({ token, onDone }: { token: CreatedToken; onDone: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  // The dialog that created it is gone, and this is what the person waited for.
  useEffect(() => heading.current?.focus(), [])
  return (
    <section aria-labelledby="created" className="mt-6 max-w-form">
      <h2 id="created" ref={heading} tabIndex={-1} className="text-heading wrap-anywhere">
        Token {token.name} created
      </h2>
      <Notice tone="warn" className="mt-3" title="Copy it now.">
        You won’t see it again: this dashboard keeps only a hash of it.
      </Notice>
      <CodeBlock className="mt-3" label="The token" parts={token.secret} />
      <FirstCommands className="mt-6" token={token} secret={token.secret} />
      <Button className="mt-5" onClick={onDone}>
        I have copied it
      </Button>
    </section>
  )
}
