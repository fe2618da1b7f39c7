/** The person whom IBM's Logpush writes as. Source: IBM CIS, "Managing Logpush jobs". */
export const logpushUser = 'cislogp@us.ibm.com'

/** The addresses from which IBM writes. Source: IBM CIS, "Allowlisted IP addresses". */
export const addressesUrl = 'https://cloud.ibm.com/docs/cis?topic=cis-cis-allowlisted-ip-addresses'
