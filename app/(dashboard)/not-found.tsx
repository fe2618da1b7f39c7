import { NotHere } from '@/components/app/not-here'

export default function NotFound() {
  return (
    <>
      <title>Not found · Logpush</title>
      <NotHere />
    </>
  )
}
