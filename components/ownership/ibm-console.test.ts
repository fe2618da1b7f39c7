import { describe, expect, it } from 'vitest'
import { bucketUrl, grantCommands } from './ibm-console'

const place = {
  instanceId: 'fe7aced5-6a76-40e5-a669-3f9310ece0e6',
  bucket: 'edge-logs.eu',
  region: 'eu-de',
}

describe('bucketUrl', () => {
  it('names the instance by its CRN, and the bucket', () => {
    const url = new URL(bucketUrl(place, 'a1b2'))
    expect(url.origin).toBe('https://cloud.ibm.com')
    expect(decodeURIComponent(url.pathname)).toBe(
      `/objectstorage/crn:v1:bluemix:public:cloud-object-storage:global:a/a1b2:${place.instanceId}::`,
    )
    expect(Object.fromEntries(url.searchParams)).toEqual({
      bucket: 'edge-logs.eu',
      bucketRegion: 'eu-de',
    })
  })

  it('is the overview while the account is not known', () => {
    expect(bucketUrl(place)).toBe('https://cloud.ibm.com/objectstorage')
  })

  it('keeps a strange name inside its parameter', () => {
    const url = new URL(bucketUrl({ ...place, bucket: 'a&b=c#d' }, 'a1b2'))
    expect(url.searchParams.get('bucket')).toBe('a&b=c#d')
    expect(url.hash).toBe('')
  })
})

describe('grantCommands', () => {
  it('invites, then gives the role on this bucket alone', () => {
    const commands = grantCommands(place)
    expect(commands).toMatch(/^ibmcloud account user-invite cislogp@us\.ibm\.com$/m)
    expect(commands).toContain('--roles "Object Writer"')
    expect(commands).toContain(`--service-instance ${place.instanceId}`)
    expect(commands).toMatch(/--resource-type bucket \\\n\s+--resource edge-logs\.eu$/)
  })

  it('quotes what a shell would take apart', () => {
    expect(grantCommands({ ...place, bucket: "a'; rm -rf b" })).toContain(
      `--resource 'a'\\''; rm -rf b'`,
    )
  })
})
