/** What a destination of the kind *Other* is called, by its scheme, where the engine's documents have it. */
export const serviceNames = {
  s3: 'Amazon S3 or compatible',
  gs: 'Google Cloud Storage',
  azure: 'Azure Blob Storage',
  r2: 'Cloudflare R2',
  datadog: 'Datadog',
  sumo: 'Sumo Logic',
}
