import { expect, it } from 'vitest'
import { fromView } from './forms'
import { fromConf } from './registry'

it('knows what may be QRadar by both names, so that choosing the other one loses nothing', () => {
  const form = fromView(fromConf('https://qradar.example:12469'))
  expect(form?.kind).toBe('https')
  expect(form?.drafts.https?.url).toBe('https://qradar.example:12469')
  expect(form?.drafts.qradar).toEqual({ host: 'qradar.example', port: '12469' })
  expect(fromView(fromConf('https://[2001:db8::1]:12469'))?.drafts.qradar?.host).toBe(
    '[2001:db8::1]',
  )
  expect(fromView(fromConf('https://logs.example:443/in'))?.drafts.qradar).toBeUndefined()
})
