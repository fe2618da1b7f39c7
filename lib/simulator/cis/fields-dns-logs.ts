/** Source of names, types and count (9): IBM CIS log-fields; texts after the engine's own list. Form: `type; description`. */
export const DNS_LOGS_FIELDS: Record<string, string> = {
  ColoCode: 'string; IATA airport code of data center that received the request',
  EDNSSubnet: 'string; EDNS Client Subnet (IPv4 or IPv6)',
  EDNSSubnetLength: 'int; EDNS Client Subnet length',
  QueryName: 'string; Name of the query that was sent',
  QueryType: 'int; Integer value of query type',
  ResponseCached: 'bool; Whether the response was cached or not',
  ResponseCode: 'int; Integer value of response code',
  SourceIP: 'string; IP address of the client (IPv4 or IPv6)',
  Timestamp: 'int or string; Timestamp at which the query occurred',
}
