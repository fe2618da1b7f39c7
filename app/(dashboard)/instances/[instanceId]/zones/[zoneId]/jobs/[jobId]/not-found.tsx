import { NotHere } from '@/components/app/not-here'

export default function JobNotFound() {
  return <NotHere />
}
