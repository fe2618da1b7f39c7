/** Where the job is: the ids as they stand in the address. */
export type ZonePlace = { instanceId: string; zoneId: string }
