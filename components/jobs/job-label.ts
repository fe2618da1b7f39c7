import { cutMiddle } from '@/components/ui/middle-cut'
import type { Job } from '@/lib/schemas/job'

/** What a job is called in a sentence: its name, however long, or its id where IBM has none. */
export function jobLabel({ name, id }: Pick<Job, 'name' | 'id'>): string {
  return name?.trim() || `Job ${id}`
}

/** The same for messages that must stay short. */
export function shortLabel(job: Pick<Job, 'name' | 'id'>): string {
  return cutMiddle(jobLabel(job), 28, 12)
}

/** What has to be typed before a job is deleted: its name, or its id where no keyboard could type the name. */
export function wordToType({ name, id }: Pick<Job, 'name' | 'id'>): string {
  const plain = name?.trim() ?? ''
  return plain !== '' && !/[\p{C}\p{Zl}\p{Zp}]/u.test(plain) ? plain : id
}
