import 'server-only'

/** What stands for `{DATE}`, in UTC. */
export const today = () => new Date().toISOString().slice(0, 10).replaceAll('-', '')
