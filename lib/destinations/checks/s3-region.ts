import { type CheckItem, warning } from './item'
import { nearest } from './nearest'

/** Regions of Amazon's own S3 that buckets are made in. China and GovCloud are not reached as `s3`. */
const s3Regions = [
  ...[
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
    'ca-central-1',
    'ca-west-1',
    'mx-central-1',
  ],
  ...['eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-central-1', 'eu-central-2', 'eu-north-1'],
  ...['eu-south-1', 'eu-south-2', 'ap-south-1', 'ap-south-2', 'ap-east-1', 'ap-east-2'],
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-southeast-1', 'ap-southeast-2'],
  ...['ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-7', 'sa-east-1'],
  ...['af-south-1', 'il-central-1', 'me-central-1', 'me-south-1'],
]

/** The region of a bucket at Amazon itself. */
export function checkS3Region(region: string | null): CheckItem[] {
  if (region === null || region === '') {
    return [warning('region_missing', 'conf', 'Add the region of the bucket: ?region=us-east-1.')]
  }
  if (s3Regions.includes(region)) return []
  if (/^cn-|-gov-/.test(region)) {
    return [
      warning(
        'region_unknown',
        'conf',
        'Buckets in China are not supported; GovCloud needs an endpoint and keys.',
      ),
    ]
  }
  const near = nearest(region, s3Regions)
  return [
    warning(
      'region_unknown',
      'conf',
      near === null ? 'Not an Amazon S3 region.' : `Not an Amazon S3 region. Did you mean ${near}?`,
    ),
  ]
}
