import { expect, it } from 'vitest'
import { forAll } from '@/lib/destinations/testing/random'
import { script, shellArgument } from './shell'
import { argumentsOf } from './testing/shell'

it('quotes any text so that a shell gives it back', () => {
  const texts: string[] = ['', "'", "''", '-n', '$(x)', 'a\\', '!!', '*', '~']
  forAll(400, (r) => texts.push(r.nasty(20).toWellFormed().replaceAll('\0', '')))
  const runs = texts.map((text) => ({
    text: `show ${script(shellArgument([text])).text}`,
    values: {},
  }))
  expect(argumentsOf('show', runs)).toEqual(texts.map((text) => [text]))
})
