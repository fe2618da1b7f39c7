/** Source of names, types and count (99): IBM CIS log-fields; texts after the engine's own list. Form: `type; description`. */
export const HTTP_REQUESTS_FIELDS: Record<string, string> = {
  BotDetectionIDs: 'array[int]; IDs of the bot detections that matched the request',
  BotScore: 'int; Cloudflare Bot Score (available for Bot Management customers only)',
  BotScoreSrc:
    'string; Underlying detection engine or source on where a Bot Score is calculated. Possible values are Not Computed, Heuristics, Machine Learning, Behavioral Analysis, Verified Bot',
  BotTags: 'array[string]; Type of bot traffic, if available',
  CacheCacheStatus:
    'string; Cache status: unknown, miss, expired, updating, stale, hit, ignored, bypass, revalidated, dynamic, stream_hit, deferred',
  CacheReserveUsed: 'bool; Cache Reserve was used to serve this request',
  CacheResponseBytes: 'int; Number of bytes returned by the cache',
  CacheResponseStatus: 'int; HTTP status code returned by the cache to the edge',
  CacheTieredFill: 'bool; Tiered Cache was used to serve this request',
  ClientASN: 'int; Client AS number',
  ClientCity: 'string; Approximate city of the client',
  ClientCountry: 'string; 2-letter ISO-3166 country code of the client IP address',
  ClientDeviceType: 'string; Client device type',
  ClientIP: 'string; IP address of the client',
  ClientIPClass:
    'string; Client IP class: unknown, badHost, searchEngine, allowlist, monitoringService, noRecord, scan, tor',
  ClientLatitude: 'string; Approximate latitude of the client',
  ClientLongitude: 'string; Approximate longitude of the client',
  ClientMTLSAuthCertFingerprint:
    'string; The SHA256 fingerprint of the certificate presented by the client during mTLS authentication',
  ClientMTLSAuthStatus:
    'string; The status of mTLS authentication: unknown, ok, absent, untrusted, notyetvalid, expired',
  ClientRegionCode: 'string; The ISO-3166-2 region code of the client IP address',
  ClientRequestBytes: 'int; Number of bytes in the client request',
  ClientRequestHost: 'string; Host requested by the client',
  ClientRequestMethod: 'string; HTTP method of client request',
  ClientRequestPath: 'string; URI path requested by the client',
  ClientRequestProtocol: 'string; HTTP protocol of client request',
  ClientRequestReferer: 'string; HTTP request referrer',
  ClientRequestScheme: 'string; The URL scheme requested by the visitor',
  ClientRequestSource:
    'string; Identifies requests as coming from an external source or another service within Cloudflare',
  ClientRequestURI: 'string; URI requested by the client',
  ClientRequestUserAgent: 'string; User agent reported by the client',
  ClientSSLCipher: 'string; Client SSL cipher',
  ClientSSLProtocol: 'string; Client SSL (TLS) protocol',
  ClientSrcPort: 'int; Client source port',
  ClientTCPRTTMs: 'int; Round-trip time between the client and the edge, in milliseconds',
  ClientXRequestedWith: 'string; X-Requested-With HTTP header',
  ContentScanObjResults: 'array[string]; List of content scan results',
  ContentScanObjSizes: 'array[int]; List of content object sizes',
  ContentScanObjTypes: 'array[string]; List of content types',
  Cookies: 'object; String key-value pairs for cookies',
  EdgeCFConnectingO2O: 'bool; True if the request looped through multiple zones on the edge',
  EdgeColoCode: 'string; IATA airport code of data center that received the request',
  EdgeColoID: 'int; Cloudflare edge colo id',
  EdgeEndTimestamp:
    'int or string; Timestamp at which the edge finished sending response to the client',
  EdgePathingOp:
    'string; Indicates what type of response was issued for this request (unknown = no specific action)',
  EdgePathingSrc:
    'string; Details how the request was classified based on security checks (unknown = no specific classification)',
  EdgePathingStatus:
    'string; Indicates what data was used to determine the handling of this request (unknown = no data)',
  EdgeRequestHost: 'string; Host header on the request from the edge to the origin',
  EdgeResponseBodyBytes: 'int; Size of the HTTP response body returned to clients',
  EdgeResponseBytes: 'int; Number of bytes returned by the edge to the client',
  EdgeResponseCompressionRatio:
    'float; The edge response compression ratio is calculated as the ratio between the sizes of the original and compressed responses',
  EdgeResponseContentType: 'string; Edge response Content-Type header value',
  EdgeResponseStatus: 'int; HTTP status code returned by Cloudflare to the client',
  EdgeServerIP: 'string; IP of the edge server making a request to the origin',
  EdgeStartTimestamp: 'int or string; Timestamp at which the edge received request from the client',
  EdgeTimeToFirstByteMs:
    'int; Total view of Time To First Byte as measured at the edge, in milliseconds',
  JA3Hash: 'string; The MD5 hash of the JA3 fingerprint used to profile SSL/TLS clients',
  JA4: 'string; The JA4 fingerprint used to profile SSL/TLS clients',
  JA4Signals: 'object; Inter-request statistics computed for this JA4 fingerprint',
  JSDetectionPassed:
    'string; Whether or not JavaScript detection was passed: missing, failed, passed',
  LeakedCredentialCheckResult: 'string; Result of the check for leaked credentials',
  OriginDNSResponseTimeMs:
    'int; Time taken to receive a DNS response for an origin name, in milliseconds',
  OriginIP: 'string; IP of the origin server',
  OriginRequestHeaderSendDurationMs:
    'int; Time taken to send request headers to origin after establishing a connection, in milliseconds',
  OriginResponseBytes: 'int; Number of bytes returned by the origin server',
  OriginResponseDurationMs:
    'int; Upstream response time, measured from the first data center that receives a request, in milliseconds',
  OriginResponseHTTPExpires: "string; Value of the origin 'expires' header in RFC1123 format",
  OriginResponseHTTPLastModified:
    "string; Value of the origin 'last-modified' header in RFC1123 format",
  OriginResponseHeaderReceiveDurationMs:
    'int; Time taken for origin to return response headers after the request headers were sent, in milliseconds',
  OriginResponseStatus: 'int; Status returned by the upstream server',
  OriginResponseTime:
    'int; Number of nanoseconds it took the origin to return the response to edge',
  OriginSSLProtocol: 'string; SSL (TLS) protocol used to connect to the origin',
  OriginTCPHandshakeDurationMs:
    'int; Time taken to complete TCP handshake with origin, in milliseconds',
  OriginTLSHandshakeDurationMs:
    'int; Time taken to complete TLS handshake with origin, in milliseconds',
  ParentRayID:
    'string; Ray ID of the parent request if this request was made using a Worker script',
  RayID: 'string; ID of the request',
  RequestHeaders: 'object; String key-value pairs for request headers',
  ResponseHeaders: 'object; String key-value pairs for response headers',
  SecurityAction:
    'string; Rule action of the security rule that triggered a terminating action, if any',
  SecurityActions:
    'array[string]; Array of actions that security products performed on this request',
  SecurityRuleDescription:
    'string; Rule description of the security rule that triggered a terminating action, if any',
  SecurityRuleID:
    'string; Rule ID of the security rule that triggered a terminating action, if any',
  SecurityRuleIDs: 'array[string]; Array of rule IDs that matched the request',
  SecuritySources: 'array[string]; Array of security products that matched the request',
  SmartRouteColoID:
    'int; The data center used to connect to the origin server if Argo Smart Routing is used',
  UpperTierColoID:
    'int; The upper tier data center that was checked for a cached copy if Tiered Cache is used',
  VerifiedBotCategory: 'string; The category of verified bot',
  WAFAttackScore: 'int; Overall request score generated by the WAF detection module',
  WAFFlags: 'string; Additional configuration flags: simulate (0x1), null',
  WAFMatchedVar: 'string; The full name of the most-recently matched variable',
  WAFRCEAttackScore: 'int; WAF score for an RCE attack',
  WAFSQLiAttackScore: 'int; WAF score for an SQLi attack',
  WAFXSSAttackScore: 'int; WAF score for an XSS attack',
  WorkerCPUTime: 'int; Amount of time in microseconds spent executing a Worker, if any',
  WorkerScriptName: 'string; The Worker script name that made the request',
  WorkerStatus: 'string; Status returned from Worker daemon',
  WorkerSubrequest: 'bool; Whether or not this request was a Worker subrequest',
  WorkerSubrequestCount: 'int; Number of subrequests issued by a Worker when handling this request',
  ZoneID: 'int; Internal zone ID',
  ZoneName: 'string; The human-readable name of the zone',
}
