/** Somebody whom the provider knows, with what it says of them. */
export type Person = {
  subject: string
  /** In a line below the name, where one chooses who to be. */
  part: string
  claims: { name?: string; email?: string; [more: string]: unknown }
}

/** Who a newcomer may be: by these groups the demo's settings and grants give each of them their part. */
export const demoPeople: readonly Person[] = [
  {
    subject: 'ines',
    part: 'Administrator: manages access and connections',
    claims: {
      name: 'Ines Brandt',
      email: 'ines.brandt@nordlicht.example',
      email_verified: true,
      groups: ['net-ops'],
    },
  },
  {
    subject: 'tomas',
    part: 'Editor: sets up jobs for the zones of team-shop',
    claims: {
      name: 'Tomás Araújo',
      email: 'tomas.araujo@nordlicht.example',
      email_verified: true,
      groups: ['team-shop'],
    },
  },
  {
    subject: 'yuki',
    part: 'Viewer: sees some zones, changes nothing',
    claims: {
      name: 'Yuki Tanaka',
      email: 'yuki.tanaka@nordlicht.example',
      email_verified: true,
      groups: [],
    },
  },
]
