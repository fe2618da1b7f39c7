import * as z from 'zod/mini'
import { trimPath } from './path'
import { maxBytes, pathProblem } from './path-problem'

/** A folder inside a bucket, without `{DATE}`; slashes at its ends are dropped. '' is the bucket itself. */
export const folderPath = z
  .pipe(
    z.string().check(z.maxLength(4096, `At most ${maxBytes} characters`)),
    z.transform(trimPath),
  )
  .check(
    z.superRefine((path, context) => {
      const message = pathProblem(path)
      if (message !== null) context.addIssue({ code: 'custom', message })
    }),
  )
