import { parseConf } from './conf'

/** Whether two addresses are of one receiver. What it was given stays with it, whatever the path, and goes to no other. */
export const sameReceiver = (a: string, b: string) =>
  parseConf(a).authority.toLowerCase() === parseConf(b).authority.toLowerCase()
