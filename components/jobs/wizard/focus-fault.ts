const invalid = '[aria-invalid="true"]'
/** What a step marks: a field that is wrong, or with `data-fault` whatever else stands in the way of the next step. */
const faults = `${invalid}, [data-fault]`
const controls = 'input, select, textarea, button, a[href]'

function focusFirst(root: ParentNode | null, marks: string): boolean {
  const fault = root?.querySelector<HTMLElement>(marks)
  if (!fault) return false
  const control = fault.matches(controls) ? fault : fault.querySelector<HTMLElement>(controls)
  // Without a control it is a text that takes the focus itself.
  ;(control ?? fault).focus()
  return true
}

/** Puts the focus on the first fault inside `root`, in the order of the page; false where nothing is marked. */
export const focusFault = (root: ParentNode | null): boolean => focusFirst(root, faults)

/** As `focusFault`, for fields alone. */
export const focusInvalid = (root: ParentNode | null): boolean => focusFirst(root, invalid)
