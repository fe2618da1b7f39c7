/** Locations with a public S3 endpoint. Source: IBM Object Storage, "Endpoints and storage locations". */
const COS_LOCATIONS = new Set(
  [
    'us-south us-east eu-gb eu-de eu-es au-syd jp-tok jp-osa ca-tor ca-mon br-sao in-che in-mum',
    'us eu ap',
    'ams03 che01 mon01 par01 sjc04 sng01',
  ].flatMap((line) => line.split(' ')),
)

/** Of any other location there is no host: `s3.<location>.cloud-object-storage…` does not resolve. */
export function isCosLocation(location: string): boolean {
  return COS_LOCATIONS.has(location)
}
