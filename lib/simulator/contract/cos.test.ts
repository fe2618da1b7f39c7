import S3 from 'ibm-cos-sdk/clients/s3.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ServedSimulator, serveSimulator } from './serve.ts'

// ibm-cos-sdk is the judge of the simulated Object Storage.

let cloud: ServedSimulator
beforeAll(async () => {
  cloud = await serveSimulator()
})
afterAll(() => cloud.close())
beforeEach(() => cloud.simulator.reset())

function storage(apiKeyId: string, region: string) {
  // A variable, as the package's types know S3's own options only.
  const options = {
    endpoint: cloud.cos.replace('{region}', region),
    ibmAuthEndpoint: `${cloud.iam}/identity/token`,
    apiKeyId,
    serviceInstanceId: cloud.cosInstanceId,
    s3ForcePathStyle: true,
    signatureVersion: 'iam',
    maxRetries: 0,
  }
  return new S3(options)
}

const manager = (region = cloud.bucketRegion) => storage(cloud.keys.manager, region)
const writer = () => storage(cloud.destinationKeys.cosWriter, cloud.bucketRegion)

const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: { code?: string; statusCode?: number }) => `${error.statusCode} ${error.code}`,
  )

describe('buckets', () => {
  test('are listed with their locations, whatever the endpoint', async () => {
    for (const region of ['eu-de', 'us-south', 'us']) {
      const { Buckets = [], IsTruncated } = await manager(region).listBucketsExtended().promise()
      expect(IsTruncated).toBe(false)
      expect(Buckets.find(({ Name }) => Name === cloud.bucket)).toMatchObject({
        CreationDate: expect.any(Date),
        LocationConstraint: expect.stringMatching(/^eu-de-(standard|smart|vault|cold)$/),
      })
    }
  })

  test('are listed in pages', async () => {
    const all = (await manager().listBucketsExtended().promise()).Buckets ?? []
    const names: (string | undefined)[] = []
    for (let more = true; more; ) {
      const Marker = names.at(-1) ?? ''
      const page = await manager().listBucketsExtended({ MaxKeys: 2, Marker }).promise()
      names.push(...(page.Buckets ?? []).map(({ Name }) => Name))
      more = page.IsTruncated ?? false
    }
    expect(names).toEqual(all.map(({ Name }) => Name))
    expect(names.length).toBeGreaterThan(4)
  })

  test('are listed plainly, too, and not to a key that may only write', async () => {
    const { Buckets = [] } = await manager().listBuckets().promise()
    expect(Buckets.map(({ Name }) => Name)).toContain(cloud.bucket)
    expect(await outcome(writer().listBucketsExtended().promise())).toBe('403 AccessDenied')
  })

  test('say where they are', async () => {
    const { LocationConstraint } = await manager()
      .getBucketLocation({ Bucket: cloud.bucket })
      .promise()
    expect(LocationConstraint).toMatch(/^eu-de-[a-z]+$/)
  })

  test('are there, or not, or elsewhere', async () => {
    const Bucket = cloud.bucket
    expect(await outcome(manager().headBucket({ Bucket }).promise())).toBe('done')
    expect(await outcome(manager('jp-tok').headBucket({ Bucket }).promise())).toBe('404 NotFound')
    const none = manager().headBucket({ Bucket: 'no-such-bucket' })
    expect(await outcome(none.promise())).toBe('404 NotFound')
    expect(await outcome(writer().headBucket({ Bucket }).promise())).toBe('403 Forbidden')
  })
})

describe('objects', () => {
  const Key = 'logs/20260501/ä & <b> {x}+1%25.txt'

  test('go in by one key and come out by another', async () => {
    const at = { Bucket: cloud.bucket, Key }
    const Body = Buffer.from([0, 1, 254, 255])
    const put = await writer()
      .putObject({ ...at, Body, ContentType: 'application/gzip' })
      .promise()
    expect(put.ETag).toMatch(/^"[0-9a-f]{32}"$/)

    const got = await manager().getObject(at).promise()
    expect(got.Body).toEqual(Body)
    expect(got).toMatchObject({
      ETag: put.ETag,
      ContentLength: 4,
      ContentType: 'application/gzip',
      LastModified: expect.any(Date),
    })
    const part = await manager()
      .getObject({ ...at, Range: 'bytes=2-' })
      .promise()
    expect([part.Body, part.ContentRange]).toEqual([Buffer.from([254, 255]), 'bytes 2-3/4'])
    const head = await manager().headObject(at).promise()
    expect(head).toMatchObject({ ETag: put.ETag, ContentLength: 4 })

    await manager().deleteObject(at).promise()
    expect(await outcome(manager().getObject(at).promise())).toBe('404 NoSuchKey')
  })

  test('are listed in pages, under the names they were given', async () => {
    const Bucket = cloud.bucket
    const keys = ['a', 'b', 'c', 'd', 'e'].map((name) => `page test/${name} <&>.txt`)
    for (const key of keys) await writer().putObject({ Bucket, Key: key, Body: key }).promise()

    const found: (string | undefined)[] = []
    let ContinuationToken: string | undefined
    do {
      const request = { Bucket, Prefix: 'page test/', MaxKeys: 2, ContinuationToken }
      const page = await manager().listObjectsV2(request).promise()
      found.push(...(page.Contents ?? []).map((object) => object.Key))
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken)
    expect(found).toEqual(keys)

    const { Contents = [] } = await manager().listObjects({ Bucket, Prefix: 'page' }).promise()
    expect(Contents.map((object) => object.Key)).toEqual(keys)
  })

  test('are refused by code', async () => {
    const at = { Bucket: cloud.bucket, Key: 'x' }
    await writer()
      .putObject({ ...at, Body: 'x' })
      .promise()
    expect(await outcome(writer().getObject(at).promise())).toBe('403 AccessDenied')
    const listed = writer().listObjectsV2({ Bucket: cloud.bucket }).promise()
    expect(await outcome(listed)).toBe('403 AccessDenied')
    const elsewhere = manager('jp-tok').getObject(at).promise()
    expect(await outcome(elsewhere)).toBe('404 NoSuchBucket')
    const noRole = storage(cloud.destinationKeys.cosNoRole, cloud.bucketRegion)
    expect(await outcome(noRole.putObject({ ...at, Body: 'x' }).promise())).toBe('403 AccessDenied')
  })

  test('a key that IAM refuses gets nowhere, and is not told', async () => {
    const key = cloud.keys.unknown
    const error: unknown = await storage(key, cloud.bucketRegion)
      .headBucket({ Bucket: cloud.bucket })
      .promise()
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Error)
    expect(`${error} ${JSON.stringify(error)}`).not.toContain(key)
  })
})
