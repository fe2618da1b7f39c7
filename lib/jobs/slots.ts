/**
 * How many jobs a zone usually may have. Source: Cloudflare, "Logpush limits"; IBM names no number, and raises it for
 * some, so it is said and never enforced.
 */
export const usualJobsPerZone = 4
