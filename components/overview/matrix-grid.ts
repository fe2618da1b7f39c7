import { cx } from '@/components/ui/cx'
import { type Column, others } from './columns'

const grids = {
  four: 'grid-cols-[minmax(0,1.6fr)_repeat(4,minmax(0,1fr))_6rem] lg:grid-cols-[minmax(0,1.6fr)_repeat(4,minmax(0,1fr))_6rem_5rem]',
  five: 'grid-cols-[minmax(0,1.6fr)_repeat(5,minmax(0,1fr))_6rem] lg:grid-cols-[minmax(0,1.6fr)_repeat(5,minmax(0,1fr))_6rem_5rem]',
  fourOfTeams:
    'grid-cols-[minmax(0,1.6fr)_repeat(4,minmax(0,1fr))_6rem] lg:grid-cols-[minmax(0,1.6fr)_repeat(4,minmax(0,1fr))_6rem_5rem] xl:grid-cols-[minmax(0,1.6fr)_repeat(4,minmax(0,1fr))_6rem_minmax(0,0.8fr)_5rem]',
  fiveOfTeams:
    'grid-cols-[minmax(0,1.6fr)_repeat(5,minmax(0,1fr))_6rem] lg:grid-cols-[minmax(0,1.6fr)_repeat(5,minmax(0,1fr))_6rem_5rem] xl:grid-cols-[minmax(0,1.6fr)_repeat(5,minmax(0,1fr))_6rem_minmax(0,0.8fr)_5rem]',
} as const

/** The columns that head and rows share; a narrow window has none for the team, then none for the age of a reading. */
export function gridOf(columns: readonly Column[], hasTeams: boolean): string {
  const isFive = columns.some(({ id }) => id === others)
  const name = isFive ? (hasTeams ? 'fiveOfTeams' : 'five') : hasTeams ? 'fourOfTeams' : 'four'
  return cx('grid gap-x-2', grids[name])
}

export const teamCell = 'max-xl:hidden'
export const ageCell = 'max-lg:hidden'
