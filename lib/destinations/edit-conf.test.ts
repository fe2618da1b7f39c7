import { describe, expect, it } from 'vitest'
import { parseConf } from './conf'
import { editConf } from './edit-conf'
import { forAll } from './testing/random'

const id = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'
const key = { names: ['ibm_api_key', 'api_key'], value: 'FAKE-2' }

describe('editConf', () => {
  it.each([
    [
      'cos://b/p?x=1&IBM_API_KEY=FAKE-1&y=%zz',
      { params: [key] },
      'cos://b/p?x=1&IBM_API_KEY=FAKE-2&y=%zz',
    ],
    ['cos://b/p?x=1', { params: [key] }, 'cos://b/p?x=1&ibm_api_key=FAKE-2'],
    ['cos://b', { params: [key] }, 'cos://b?ibm_api_key=FAKE-2'],
    ['cos://b//p/', { params: [] }, 'cos://b//p/'],
    ['cos://b/', { params: [] }, 'cos://b/'],
    ['cos://b/p?x', { path: 'q/{DATE}', params: [] }, 'cos://b/q/{DATE}?x'],
    ['cos://b/p?x', { path: '', params: [] }, 'cos://b?x'],
    ['cos://b/p?x=?', { authority: 'c', params: [] }, 'cos://c/p?x=?'],
    ['cos://b?ibm_api_key=FAKE%2D2', { params: [key] }, 'cos://b?ibm_api_key=FAKE%2D2'],
    [
      `cos://b?instance-id=${id}ibm_api_key=FAKE-1`,
      { params: [key] },
      `cos://b?instance-id=${id}&ibm_api_key=FAKE-2`,
    ],
  ])('%s with %j', (text, edit, expected) => {
    expect(editConf(text, edit)).toBe(expected)
  })

  it('changes nothing but what it is told to', () => {
    forAll(1000, (r) => {
      const text = `cos://b/${r.nasty(10)}?a=${r.nasty(6)}&ibm_api_key=FAKE-1&${r.nasty(10)}`.trim()
      if (text.split('ibm_api_key').length !== 2) return
      if (!parseConf(text).params.some(({ name }) => name === 'ibm_api_key')) return
      const edited = editConf(text, { params: [key] })
      expect(edited.replace('FAKE-2', 'FAKE-1')).toBe(text)
    })
  })
})
