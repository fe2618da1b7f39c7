import 'server-only'

/** The picture that all connections make together. */
export const teamOwner = 'team'
