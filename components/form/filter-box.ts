import { boxClass } from '@/components/ui/field-frame'

/** The field's box at the height of a button: filters are no form. */
export const filterBox = `${boxClass(false)} min-h-8! touch:min-h-11!`
