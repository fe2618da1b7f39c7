import { expect, it } from 'vitest'
import { answerWords } from './answer-words'

const request = {
  id: '1',
  zoneName: 'shop.example',
  instanceName: null,
  role: 'editor',
  reason: 'A new job.',
  status: 'granted',
  asker: { id: 'a', name: 'Tomas Araujo', email: 'tomas@example.com' },
  askedAt: '2026-03-02T12:00:00.000Z',
  decidedBy: { id: 'b', name: 'Ines Brandt', email: 'ines@example.com' },
  decidedAt: '2026-03-02T13:00:00.000Z',
  note: null,
  grantId: 'g',
} as const

it('says how a request for access was answered, and by whom', () => {
  expect(answerWords(request)).toBe(
    'You now have Editor access to shop.example, granted by Ines Brandt.',
  )
  const decidedBy = { ...request.decidedBy, name: '' }
  expect(answerWords({ ...request, role: 'viewer', status: 'declined', decidedBy })).toBe(
    'Your request for Viewer access to shop.example was declined by ines@example.com.',
  )
  expect(answerWords({ ...request, status: 'declined', decidedBy: null })).toBe(
    'Your request for Editor access to shop.example was declined.',
  )
})
