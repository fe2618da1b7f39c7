import 'server-only'

// What the picture says, in the place of an error's code, of a zone that no list has.

/** Its instance's list has it no more: until it is found elsewhere or gone. */
export const unlisted = 'unlisted'
/** It went because nobody may read it any more, and not because it is there no more. */
export const hiddenZone = 'hidden'
