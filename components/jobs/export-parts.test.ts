import { expect, test } from 'vitest'
import { codeText } from '@/components/ui/code-block'
import { asCurl } from '@/lib/export/as-curl'
import { asJson } from '@/lib/export/as-json'
import { exportParts, shortensNames } from './export-parts'

const names = ['ClientASN', 'ClientCountry', 'ClientIP', 'EdgeResponseStatus', 'RayID']
const job = (fields: string[]) => ({
  zoneId: '3f9c0d8e51b24a0f9e6d2c7b8a10a71e',
  name: 'shop-http',
  enabled: true,
  dataset: 'http_requests',
  frequency: 'high' as const,
  fields: { mode: 'list' as const, names: fields },
  timestamps: 'rfc3339' as const,
  destination: {
    kind: 'cos' as const,
    auth: 'challenge' as const,
    instanceId: '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20',
    bucket: 'edge-logs',
    region: 'eu-de',
    path: 'http',
    dailyFolders: true,
    ownershipToken: 'FAKE-token',
  },
})

test('placeholders are set off, and a long list of fields is cut', () => {
  const parts = exportParts(asCurl(job(names)), names)
  const set = parts.filter((part) => typeof part !== 'string')
  expect(set).toEqual([
    { text: '$CRN', as: 'placeholder' },
    { text: '$IAM_TOKEN', as: 'placeholder' },
    { text: '$OWNERSHIP_TOKEN', as: 'placeholder' },
    { text: '… 3 more', as: 'quiet' },
  ])
  expect(codeText(parts)).toContain('fields=ClientASN,ClientCountry,… 3 more&timestamps=rfc3339')
})

test('a short list stays whole, and so does every other letter', () => {
  const few = names.slice(0, 3)
  const text = asJson(job(few))
  expect(codeText(exportParts(text, few))).toBe(text.text)
  expect(codeText(exportParts(text, []))).toBe(text.text)
})

test('of three fields or fewer all are shown', () => {
  expect(shortensNames(names)).toBe(true)
  expect(shortensNames(names.slice(0, 3))).toBe(false)
  expect(shortensNames(undefined)).toBe(false)
})
