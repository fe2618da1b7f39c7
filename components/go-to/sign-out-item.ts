/** The one thing in the list that is done rather than gone to. */
export const signOutItemId = 'do-sign-out'
