/**
 * Names that hold, or may hold, data about a person. By pattern, so that fields which IBM adds later are judged too:
 * where in doubt, a field counts as personal.
 */
const personal = [
  /(Client|Source|User|Visitor|Device|Remote|XFF)IP(Address)?$/i,
  /UserAgent/i,
  /Referr?er(?!Scheme)/i,
  /(URI|URL|Query|QueryString|Body|Payload|Metadata)$/,
  /Cookie|Header(s|Value)?$/i,
  /EDNSSubnet$/,
  /E-?mail|Phone|User(name|id|uid)|Login|Session(id)?$/i,
  /(Latitude|Longitude|City|PostalCode|ZipCode)$/i,
  /JA[34]/,
  /^Client.*(Fingerprint|Serial|Subject|DN)$/i,
  /^(MTLS|TLS)?ClientCert/i,
  /Jwt|Token|Credential(?!CheckResult)/i,
]

/** Whether a field holds data about a person, going by its name. A hint for choosing, not legal advice. */
export function personalData(fieldName: string): boolean {
  return personal.some((pattern) => pattern.test(fieldName))
}
