'use client'

import { homePath } from '@/lib/home'
import './globals.css'

/** The last resort: the root layout itself failed. Plain links, because scripts may be what is broken. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Error · Logpush</title>
        <main className="mx-auto max-w-form px-4 pt-16">
          <h1 className="text-headline">
            <strong className="font-semibold">Logpush could not be displayed.</strong> This is a
            fault in this dashboard; nothing was changed at IBM.
          </h1>
          {error.digest && (
            <p className="mt-3 text-ink-2">
              Error code in the server log: <code className="text-code">{error.digest}</code>
            </p>
          )}
          <p className="mt-5">
            <a className="link" href={homePath}>
              Reload
            </a>
          </p>
        </main>
      </body>
    </html>
  )
}
