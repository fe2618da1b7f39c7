import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { CopyButton } from '@/components/ui/copy-button'
import { Tabs } from '@/components/ui/tabs'
import type { ChallengeDestination } from '@/lib/destinations/challenge'
import { logpushUser } from '@/lib/destinations/ibm-access'
import { useCosInstances } from '@/lib/queries/destinations'
import { EngineGrant } from './engine-grant'
import { ExternalLink } from './external-link'
import { type BucketPlace, grantCommands, usersUrl } from './ibm-console'
import { ibmBucket, placeWords } from './place-words'

/** Line 1 while it is open: how to let IBM write. */
export function GrantLine({
  destination,
  onDone,
}: {
  destination: ChallengeDestination
  onDone: () => void
}) {
  const bucket = ibmBucket(destination)
  const { file } = placeWords(destination)
  return (
    <>
      {bucket ? (
        <IbmGrant place={bucket} />
      ) : (
        <EngineGrant conf={destination.kind === 'other' ? destination.conf : ''} />
      )}
      <div className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button variant="primary" onClick={onDone} className="max-md:w-full">
          I have done this
        </Button>
        <span className="text-table text-ink-3">
          We can’t see your policies; IBM’s {file} will confirm it.
        </span>
      </div>
    </>
  )
}

/** In IBM's console, or by command. */
function IbmGrant({ place }: { place: BucketPlace }) {
  const instances = useCosInstances()
  const name = instances.data?.find(({ id }) => id === place.instanceId)?.name ?? place.instanceId
  return (
    <>
      <p className="text-table text-ink-2">
        Give the user <code className="text-code">{logpushUser}</code> the role{' '}
        <strong className="font-semibold text-ink">Object Writer</strong> on this bucket. This needs
        the right to invite users to the account.
      </p>
      <Tabs
        label="Ways to do it"
        className="mt-3"
        tabs={[
          {
            value: 'console',
            label: 'Console',
            content: <ConsoleSteps bucket={place.bucket} instanceName={name} />,
          },
          { value: 'command', label: 'Command', content: <Commands place={place} /> },
        ]}
      />
    </>
  )
}

function ConsoleSteps({ bucket, instanceName }: { bucket: string; instanceName: string }) {
  return (
    <ol className="list-decimal space-y-1.5 ps-5 text-table marker:text-ink-2">
      <li>
        <ExternalLink href={usersUrl}>Open Manage, Access (IAM), Users</ExternalLink> and choose{' '}
        <b>Invite users</b>.
      </li>
      <li>
        E-mail: <Copied text={logpushUser} />
      </li>
      <li>
        Access policy: <b>Cloud Object Storage</b>, instance{' '}
        <b className="wrap-anywhere">{instanceName}</b>, resource type{' '}
        <code className="text-code">bucket</code>, resource ID <Copied text={bucket} />, role{' '}
        <b>Object Writer</b>.
      </li>
      <li>
        Invite. The user shows as <b>Pending</b> until IBM accepts the invitation manually, which
        can take a working day.
      </li>
    </ol>
  )
}

function Copied({ text }: { text: string }) {
  return (
    <>
      <code className="text-code wrap-anywhere">{text}</code>{' '}
      <CopyButton text={text} className="-ms-1 -me-1.5 py-0! align-middle touch:-my-3.5" />
    </>
  )
}

function Commands({ place }: { place: BucketPlace }) {
  return (
    <>
      <CodeBlock label="Commands for the role" parts={grantCommands(place)} />
      <p className="mt-2 text-table text-ink-3">
        Use the IBM Cloud CLI, signed in to the account of the bucket. The user shows as Pending
        until IBM accepts the invitation manually, which can take a working day.
      </p>
    </>
  )
}
