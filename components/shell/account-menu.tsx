'use client'

import { useEffect, useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { applyTheme, readTheme, type Theme, themes } from './theme'

const themeLabels: Record<Theme, string> = {
  light: 'Light theme',
  dark: 'Dark theme',
  system: 'System theme',
}

export interface Person {
  name: string
  /** The IBM Cloud account. */
  account: string
  email?: string
}

/** Who is signed in, their own pages, the theme, and the way out. */
export function AccountMenu({
  person,
  links = [],
  onSignOut,
}: {
  person: Person
  /** Pages that are about the person. */
  links?: readonly { label: string; href: string }[]
  onSignOut: () => void
}) {
  const [theme, setTheme] = useState<Theme>('system')
  useEffect(() => setTheme(readTheme(document.documentElement.dataset.theme)), [])
  return (
    <Menu
      label="Account and theme"
      worded
      triggerClassName="-me-2 rounded-control px-2 py-0.5 text-end hover:bg-sunken max-md:inline-grid max-md:size-11 max-md:place-items-center max-md:-me-3"
      trigger={
        <>
          <span className="hidden md:block">
            <span className="block max-w-56 truncate text-table leading-4 font-medium">
              {person.name}
            </span>
            <span className="block max-w-56 truncate text-second text-ink-3">{person.account}</span>
          </span>
          <span className="md:hidden">
            <span className="sr-only">Account and theme</span>
            <Icon name="menu" />
          </span>
        </>
      }
      header={
        <div className="border-b border-line px-2.5 pt-1 pb-2 text-table">
          <div className="font-medium wrap-anywhere">{person.email ?? person.name}</div>
          <div className="text-second text-ink-3">{person.account}</div>
        </div>
      }
      items={[
        ...links,
        ...themes.map((one, at) => ({
          label: themeLabels[one],
          apart: at === 0 && links.length > 0,
          checked: one === theme,
          onSelect: () => {
            setTheme(one)
            applyTheme(one)
          },
        })),
        { label: 'Sign out', apart: true, onSelect: onSignOut },
      ]}
    />
  )
}
