/** Where the jobs are: the ids as they stand in the address. */
export type ZonePlace = { instanceId: string; zoneId: string }
