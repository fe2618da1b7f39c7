import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { readTheme, themeCookie } from '@/components/shell/theme'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Logpush', template: '%s · Logpush' },
  description:
    'Logpush jobs for IBM Cloud Internet Services: create them, watch deliveries, find gaps.',
  icons: { icon: { url: '/favicon.svg', type: 'image/svg+xml' } },
  robots: { index: false, follow: false },
  referrer: 'same-origin',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fcfcfc' },
    { media: '(prefers-color-scheme: dark)', color: '#101416' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Read on the server, so that the chosen theme is there before the first paint without a script.
  const theme = readTheme((await cookies()).get(themeCookie)?.value)
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <body>
        <a
          href="#main"
          className="sr-only z-50 rounded-control bg-ink px-3 py-2 font-medium text-on-ink focus:not-sr-only focus:fixed focus:start-4 focus:top-2"
        >
          Skip to content
        </a>
        <noscript>
          <p className="border-b border-warn-line bg-warn-soft px-8 py-3 font-medium">
            This dashboard needs JavaScript. Enable it for this site and reload the page.
          </p>
        </noscript>
        {children}
      </body>
    </html>
  )
}
