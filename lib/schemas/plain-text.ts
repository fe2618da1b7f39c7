/** One line; without signs that turn others around, by which a name would pass for another one. */
export const plainLine = /^[^\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]*$/u

/** Several lines are text; PostgreSQL's text holds no NUL. */
export const plainText = /^(?:(?!\p{Bidi_Control})[\P{Cc}\n\r\t])*$/u
