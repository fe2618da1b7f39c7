import { expect, it } from 'vitest'
import { defused } from './csv'

it.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '"=1+1',
  "'=1+1",
  '""=cmd|calc',
  ' =1',
  '\ufeff=1',
  '＝1',
  '\tplain',
])('is text in a spreadsheet: %j', (text) => expect(defused(text)).toBe(`'${text}`))

it.each([
  ['a;=1+1', "a;'=1+1"],
  ['a; "@SUM(A1);-1', `a; "'@SUM(A1);'-1`],
  ['a\t＝1', "a\t'＝1"],
  ['a\n+1', "a\n'+1"],
  ['{"name":"x;=1"}', `{"name":"x;'=1"}`],
])('is text where a cell may begin within it: %j', (text, shown) =>
  expect(defused(text)).toBe(shown),
)

it.each(['a=1', '1-1', 'a;b', '[1,-1]', 'shop.example', '', '"quoted"', "it's", 7, null])(
  'stays as it is: %j',
  (value) => expect(defused(value)).toBe(value),
)
