import { DEFAULT_SETTINGS, SETTING_WORDS, type Settings } from '../settings.ts'
import { BadBody, type Body } from './body.ts'

const isName = (name: string): name is keyof Settings => Object.hasOwn(DEFAULT_SETTINGS, name)

/** The settings that a body names, each of its default's type. */
export function readSettings(body: Body): Partial<Settings> {
  for (const name of body.names) {
    if (!isName(name)) throw new BadBody(`Unknown setting '${name}'; ${known()}`)
    const value = body.raw[name]
    const words: readonly unknown[] | undefined = SETTING_WORDS[name]
    if (words && !words.includes(value)) {
      throw new BadBody(`'${name}' must be one of ${words.join(', ')}`)
    }
    const type = typeof DEFAULT_SETTINGS[name]
    if (typeof value !== type) throw new BadBody(`'${name}' must be a ${type}`)
  }
  return body.raw
}

function known(): string {
  return `known are ${Object.keys(DEFAULT_SETTINGS).join(', ')}`
}
