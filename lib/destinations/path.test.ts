import { describe, expect, it } from 'vitest'
import { fullPath } from './cos-place'
import { folderPath } from './folder-path'
import { trimPath } from './path'
import { pathProblem } from './path-problem'
import { anyPath } from './testing/generators'
import { forAll } from './testing/random'

describe('a folder path', () => {
  it.each([
    ['', ''],
    ['/', ''],
    ['http', 'http'],
    ['/logs/http/', 'logs/http'],
    ['  logs ', 'logs'],
    ['dt=2026/łódź 😀', 'dt=2026/łódź 😀'],
    ["it's <b>", "it's <b>"],
    ['...', '...'],
    ['a'.repeat(512), 'a'.repeat(512)],
  ])('%j is taken', (path, kept) => {
    expect(folderPath.parse(path)).toBe(kept)
  })

  it.each([
    ['a//b', /two slashes/],
    ['a/ /b', /two slashes/],
    ['a/../b', /not allowed as folder names/],
    ['.', /not allowed as folder names/],
    ['a?b', /“\?” is not allowed/],
    ['a#b', /“#” is not allowed/],
    ['a&b', /“&” is not allowed/],
    ['a{x}', /“\{” is not allowed/],
    ['a%2Fb', /“%” is not allowed/],
    ['a\\b', /not allowed in a path/],
    ['http/{DATE}', /turn Daily folders on/],
    ['a\nb', /invisible/],
    ['a\0b', /invisible/],
    ['a\ud800', /invisible/],
    ['a'.repeat(513), /At most 512/],
    ['ł'.repeat(257), /At most 512/],
    ['a'.repeat(4097), /At most 512/],
  ])('%j is refused in words', (path, message) => {
    const result = folderPath.safeParse(path)
    expect(result.error?.issues[0]?.message).toMatch(message)
  })

  it('has no problem exactly when it is taken', () => {
    forAll(1500, (r) => {
      const path = r.chance(0.5) ? anyPath(r) : r.nasty(12)
      const result = folderPath.safeParse(path)
      expect(result.success).toBe(pathProblem(trimPath(path)) === null)
    })
  })
})

it.each([
  [{ path: 'http', dailyFolders: true }, 'http/{DATE}'],
  [{ path: '/http/', dailyFolders: true }, 'http/{DATE}'],
  [{ dailyFolders: true }, '{DATE}'],
  [{ path: 'http' }, 'http'],
  [{}, ''],
])('%j goes to %j', (place, expected) => {
  expect(fullPath(place)).toBe(expected)
})

it.each([
  ['/', ''],
  ['///', ''],
  [' //a/b// ', 'a/b'],
  ['', ''],
  [`a${'/'.repeat(200_000)}b`, `a${'/'.repeat(200_000)}b`],
])('trims %j', (path, trimmed) => {
  expect(trimPath(path)).toBe(trimmed)
})
