import { otherForm } from '@/lib/domain-name'

/** A zone as people write it: IBM may give an internationalised name as `xn--…`. */
export const readableName = (name: string): string =>
  name.includes('xn--') ? (otherForm(name) ?? name) : name
