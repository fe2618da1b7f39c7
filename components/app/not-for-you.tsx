import { ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'

const sentences = {
  administrators: {
    lead: 'This page is for administrators.',
    text: 'Administrators of this dashboard manage access and connections. If you need to, ask one of them for the role Administrator.',
  },
  ibm: {
    lead: 'IBM Cloud decides what you can access.',
    text: 'You are signed in with an IBM Cloud API key or passcode. Ask an administrator of the IBM Cloud account for a role on the instance, or sign in with your company account.',
  },
}

/** What stands on a page that somebody may not use, with who may. */
export function NotForYou({ by = 'administrators' }: { by?: keyof typeof sentences }) {
  const { lead, text } = sentences[by]
  return (
    <div className="max-w-form">
      <h1 tabIndex={-1} className="text-headline text-balance">
        <strong className="font-semibold">{lead}</strong>
      </h1>
      <p className="mt-3 text-ink-2">{text}</p>
      <div className="mt-5 flex flex-wrap gap-2">
        <ButtonLink href={routes.zones()} variant="primary">
          View all zones
        </ButtonLink>
      </div>
    </div>
  )
}
