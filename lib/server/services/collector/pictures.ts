import 'server-only'
import type { Credential, ServiceContext } from '@/lib/server/context'
import { hasOwnRight } from '../admission/admit'
import { teamOwner } from './owner'

/** Whose picture it is: a person in one account, who may see other things in another. */
export const ownPicture = ({ owner }: Credential): string => `ibm:${owner}`

/** The picture that what is read in this context belongs to. */
export const pictureOf = (ctx: ServiceContext): string =>
  hasOwnRight(ctx) ? ownPicture(ctx.credential) : teamOwner

/** The pictures that this person sees: by grants or as an administrator the connections', by a right at IBM the own. */
export const picturesSeenBy = (ctx: ServiceContext): string[] => [
  ...(!hasOwnRight(ctx) || ctx.administers === 'all' ? [teamOwner] : []),
  ...(hasOwnRight(ctx) ? [ownPicture(ctx.credential)] : []),
]
