/** Puts the focus on a field of the form by its name, also one that is drawn only now. Rows of a list are not known to the form by theirs. */
export function focusField(name: string): void {
  const focus = () => {
    const [field] = document.getElementsByName(name)
    field?.focus()
    return field !== undefined
  }
  if (!focus()) setTimeout(focus)
}
