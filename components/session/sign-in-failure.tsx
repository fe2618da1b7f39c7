import { Notice } from '@/components/ui/notice'
import { failureWords, isSignInError } from './sign-in-failure-words'

/** Why a sign-in at the company's identity provider came to nothing, as the page's address says it. */
export function SignInFailure({
  error,
  provider = 'the company account',
}: {
  error: unknown
  provider?: string | undefined
}) {
  if (!isSignInError(error)) return null
  const { title, advice } = failureWords(error, provider)
  return (
    <Notice tone="loss" role="alert" title={title} className="mb-5">
      {advice}
    </Notice>
  )
}
