import { expect, test } from 'vitest'
import { firstFile, folderAt } from './first-file'

const at = Date.parse('2026-10-14T07:42:17Z')

test.each([
  [{ path: 'http', dailyFolders: true }, 'http/20261014/'],
  [{ path: '/a/b/', dailyFolders: false }, 'a/b/'],
  [{ path: '', dailyFolders: true }, '20261014/'],
  [{ path: '', dailyFolders: false }, ''],
])('%j is the folder %s', (place, folder) => expect(folderAt(place, at)).toBe(folder))

test('the first file lies in it, named by its half minute', () => {
  expect(firstFile({ path: 'http', dailyFolders: true }, at)).toBe(
    'http/20261014/20261014T074200Z_20261014T074230Z_3f9c0d1e.log.gz',
  )
})

test('days are those of UTC', () => {
  expect(folderAt({ path: '', dailyFolders: true }, Date.parse('2026-10-14T23:59:59Z'))).toBe(
    '20261014/',
  )
})
