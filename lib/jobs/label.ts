import type { Job } from '@/lib/schemas/job'

type Named = Pick<Job, 'name' | 'id'>

/** What a job is called in a sentence: its name, however long, or its id where IBM has none. */
export function jobLabel({ name, id }: Named): string {
  return name?.trim() || `Job ${id}`
}

/** The same where it stands alone, as in a heading or a list: "unnamed · id 84120". */
export function jobTitle({ name, id }: Named): string {
  return name?.trim() || `unnamed · id ${id}`
}

/** What has to be typed before a job is deleted: its name, or its id where no keyboard could type the name. */
export function wordToType({ name, id }: Named): string {
  const plain = name?.trim() ?? ''
  return plain !== '' && !/[\p{C}\p{Zl}\p{Zp}]/u.test(plain) ? plain : id
}
