import { expect, it } from 'vitest'
import { marks } from './marks'

const shown = (...given: Parameters<typeof marks>) => {
  const { a, b } = marks(...given)
  return [a, b].map((side) =>
    side.map(({ text, differs }) => (differs ? `[${text}]` : text)).join(''),
  )
}

it.each<[Parameters<typeof marks>, string[]]>([
  [
    ['path', 'http/{DATE}', 'http'],
    ['http[/{DATE}]', 'http'],
  ],
  [
    ['region', 'eu-de', 'eu-gb'],
    ['eu-[de]', 'eu-[gb]'],
  ],
  [
    ['bucket', 'edge-logs', 'edge-logs'],
    ['edge-logs', 'edge-logs'],
  ],
  [
    ['zone', '7048540b', '70485400'],
    ['[7048540b]', '[70485400]'],
  ],
  [
    ['instance', 'fe7aced5', 'fe7aced5'],
    ['fe7aced5', 'fe7aced5'],
  ],
  [
    ['path', '', 'http'],
    ['', '[http]'],
  ],
])('marks %j', (given, expected) => {
  expect(shown(...given)).toEqual(expected)
})

it('marks another name as one, from where it differs', () => {
  expect(shown('bucket', 'nordlicht-legal-hold', 'nordlicht-edge-logs')).toEqual([
    'nordlicht-[legal-hold]',
    'nordlicht-[edge-logs]',
  ])
  expect(shown('bucket', 'a-1-2-3-z', 'a-4-5-6-z')).toEqual(['a-[1-2-3]-z', 'a-[4-5-6]-z'])
})
