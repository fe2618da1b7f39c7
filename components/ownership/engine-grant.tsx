import type { ReactNode } from 'react'
import { CodeBlock } from '@/components/ui/code-block'
import { parseConf } from '@/lib/destinations/conf'
import type { ParsedConf } from '@/lib/destinations/kind'

// Whom the engine writes as. Source: Cloudflare, "Enable Amazon S3", "Enable Google Cloud Storage", "Enable Microsoft
// Azure". That IBM's engine writes as the same is unproven: IBM's documents name nobody.
const s3User = 'arn:aws:iam::391854517948:user/cloudflare-logpush'
const gsMember = 'logpush@cloudflare-data.iam.gserviceaccount.com'

/** Where a bucket of another cloud takes files from IBM: what has to be allowed there. */
export function EngineGrant({ conf }: { conf: string }) {
  const parsed = parseConf(conf)
  return (grants[parsed.scheme] ?? nothing)(parsed)
}

const grants: Record<string, (conf: ParsedConf) => ReactNode> = {
  s3: ({ authority, path }) => (
    <>
      <Text>
        Add this statement to the bucket policy. It lets IBM’s Logpush engine put objects into the
        bucket, and nothing else.
      </Text>
      <CodeBlock
        className="mt-3"
        label="Statement for the bucket policy"
        parts={policy(authority, path)}
      />
    </>
  ),
  gs: ({ authority }) => (
    <>
      <Text>
        Give the service account of IBM’s Logpush engine the role{' '}
        <strong className="font-semibold text-ink">Storage Object Admin</strong> on this bucket.
      </Text>
      <CodeBlock
        className="mt-3"
        label="Command for the role"
        parts={[
          `gcloud storage buckets add-iam-policy-binding gs://${authority} \\`,
          `  --member=serviceAccount:${gsMember} \\`,
          '  --role=roles/storage.objectAdmin',
        ].join('\n')}
      />
    </>
  ),
  azure: () => (
    <Text>
      The SAS token in the destination string gives access. It needs the permissions Create and
      Write for objects of the container, and has to be valid for as long as the job runs.
    </Text>
  ),
  sumo: () => (
    <Text>
      The address of the HTTP source gives access. The source has to be enabled in Sumo Logic.
    </Text>
  ),
}

const nothing = () => <Text>IBM needs the right to write there.</Text>

function Text({ children }: { children: ReactNode }) {
  return <p className="text-table text-ink-2">{children}</p>
}

function policy(bucket: string, path: string): string {
  const folder = path.replace(/\/?\{DATE\}.*$/, '').replace(/\/$/, '')
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: [s3User] },
    Action: ['s3:PutObject'],
    Resource: `arn:aws:s3:::${[bucket, folder, '*'].filter(Boolean).join('/')}`,
  }
  return JSON.stringify(statement, null, 2)
}
