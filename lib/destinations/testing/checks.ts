import type { CheckItem } from '../checks/item'

/** What is wrong or probably so, as `level code path`; notes are left out. */
export function alarms(items: CheckItem[]): string[] {
  return items.filter(({ level }) => level !== 'note').map(said)
}

export const said = ({ level, code, path }: CheckItem) => `${level} ${code} ${path}`.trim()
