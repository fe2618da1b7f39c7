import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { ActivityItem } from '@/lib/schemas/activity'
import { SaveTrouble } from './save-trouble'

it('says that a change was saved, too, when the job can’t be read afterwards', () => {
  const item = { outcome: 'succeeded' } as ActivityItem // Nothing else of it is looked at here.
  const saving = {
    phase: 'unknown',
    error: new Error('lost'),
    outcome: { state: 'done', item },
  } as const
  expect(renderToStaticMarkup(createElement(SaveTrouble, { saving }))).toContain(
    'The change was saved.',
  )
})
