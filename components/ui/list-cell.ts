/** On a phone a cell is a line of a list. */
export const listCell =
  'px-2 pt-[7px] pb-2 text-start align-top first:ps-3 max-md:block max-md:p-0 max-md:first:ps-0'
