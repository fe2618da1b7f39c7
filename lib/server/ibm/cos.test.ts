import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { AppError } from '@/lib/server/errors'
import { deleteObject, getObject, listBuckets, objectUrl, putObject, splitLocation } from './cos'
import { parseXml, readXmlError } from './cos-xml'
import { closeConnections } from './exchange'
import {
  bytes,
  reset,
  type Script,
  type ScriptedUpstream,
  startUpstream,
} from './scripted-upstream'

let upstream: ScriptedUpstream
beforeAll(async () => {
  upstream = await startUpstream()
  vi.stubEnv('IBMCLOUD_COS_ENDPOINT', `${upstream.url}/cos/{region}`)
})
afterAll(() => upstream.close())
afterEach(closeConnections)

const context = () => ({
  token: 'FAKE-token',
  identity: 'IBMid-FAKE',
  deadlineMs: Date.now() + 10_000,
  requestId: 'FAKE-request',
})
const guid = '0a0b0c0d-1111-4222-8333-444455556666'
const place = { region: 'eu-de', bucket: 'FAKE-bucket', key: 'logs/ownership-challenge.txt' }

const xml = (body: string) => bytes(200, `<?xml version="1.0" encoding="UTF-8"?>\n${body}`)
const bucket = (name: string, more = '') =>
  `<Bucket><Name>${name}</Name><CreationDate>2026-01-02T03:04:05.000Z</CreationDate>${more}</Bucket>`
const at = (location: string) => `<LocationConstraint>${location}</LocationConstraint>`
const listing = (buckets: string, head = '<IsTruncated>false</IsTruncated>') =>
  xml(
    `<ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Owner><ID>x</ID></Owner>${head}<Buckets>${buckets}</Buckets></ListAllMyBucketsResult>`,
  )

describe('listBuckets', () => {
  it('asks for the extended listing of one instance', async () => {
    upstream.play(listing(bucket('one', at('eu-de-smart')) + bucket('0123', at('us-standard'))))
    expect((await listBuckets(context(), guid)).items).toEqual([
      {
        name: 'one',
        region: 'eu-de',
        storageClass: 'smart',
        createdAt: '2026-01-02T03:04:05.000Z',
      },
      {
        name: '0123',
        region: 'us',
        storageClass: 'standard',
        createdAt: '2026-01-02T03:04:05.000Z',
      },
    ])
    expect(upstream.seen[0]?.url).toBe('/cos/us/?extended')
    expect(upstream.seen[0]?.headers).toMatchObject({
      'ibm-service-instance-id': guid,
      authorization: 'Bearer FAKE-token',
    })
  })

  it('reads on where the listing is cut, by NextMarker or by the last name', async () => {
    const cut = '<IsTruncated>true</IsTruncated>'
    upstream.play(
      listing(bucket('a') + bucket('b'), cut),
      listing(bucket('b') + bucket('c'), `${cut}<NextMarker>x/y &amp; z</NextMarker>`),
      listing(bucket('d')),
    )
    const { items, isPartial } = await listBuckets(context(), guid, 'eu-gb')
    expect(isPartial).toBe(false)
    expect(items.map((one) => one.name)).toEqual(['a', 'b', 'c', 'd'])
    expect(upstream.seen.map((one) => one.url)).toEqual([
      '/cos/eu-gb/?extended',
      '/cos/eu-gb/?extended&marker=b',
      '/cos/eu-gb/?extended&marker=x%2Fy%20%26%20z',
    ])
  })

  it('ends, and says that it is not all, when the listing is cut but brings nothing new', async () => {
    upstream.play(listing(bucket('a'), '<IsTruncated>true</IsTruncated>'))
    expect(await listBuckets(context(), guid)).toMatchObject({
      items: [{ name: 'a' }],
      isPartial: true,
    })
    expect(upstream.seen).toHaveLength(2)
  })

  it('says that it is not all beyond 50 pages', async () => {
    const page: Script = (seen, response, socket) => {
      const more = '<IsTruncated>true</IsTruncated>'
      const marker = new URL(seen.url, 'http://x').searchParams.get('marker') ?? 'b'
      listing(bucket(`${marker}-`), more)(seen, response, socket)
    }
    upstream.play(page)
    const { items, isPartial } = await listBuckets(context(), guid)
    expect([items.length, isPartial]).toEqual([50, true])
  })

  it.each([
    ['no buckets', listing('')],
    ['nothing inside', xml('<ListAllMyBucketsResult/>')],
    ['one without a name', listing('<Bucket><CreationDate>x</CreationDate></Bucket>')],
  ])('is empty with %s', async (_, script) => {
    upstream.play(script)
    expect(await listBuckets(context(), guid)).toEqual({ items: [], isPartial: false })
  })

  it('leaves the region open where the listing does not say', async () => {
    upstream.play(listing(bucket('one')))
    const { items } = await listBuckets(context(), guid)
    expect(items).toMatchObject([{ region: null, storageClass: null }])
  })

  it.each([
    ['another document', xml('<Other/>')],
    ['broken XML', xml('<ListAllMyBucketsResult><Buckets>')],
    ['JSON', bytes(200, '{}')],
    [
      'a document with a DTD',
      bytes(200, '<!DOCTYPE x [<!ENTITY a "b">]><ListAllMyBucketsResult/>'),
    ],
  ])('is unusable with %s', async (_, script) => {
    upstream.play(script)
    await expect(listBuckets(context(), guid)).rejects.toMatchObject({ failure: 'unusable' })
  })

  it.each(['eu-de.evil.example/', '../x', 'EU'])('refuses the region %j', async (region) => {
    await expect(listBuckets(context(), guid, region)).rejects.toThrow(AppError)
  })

  it('refuses an instance id that would break the header', async () => {
    await expect(listBuckets(context(), 'x\r\ny: z')).rejects.toThrow(AppError)
  })
})

describe('splitLocation', () => {
  it.each([
    ['us-south-standard', 'us-south', 'standard'],
    ['us-cold', 'us', 'cold'],
    ['eu-de-onerate_active', 'eu-de', 'onerate_active'],
    ['ams03-flex', 'ams03', 'flex'],
    ['eu-de', 'eu-de', null],
  ])('%s', (constraint, region, storageClass) => {
    expect(splitLocation(constraint)).toEqual({ region, storageClass })
  })
})

describe('objectUrl', () => {
  it('encodes each part of the key on its own, and keeps empty parts', () => {
    const url = objectUrl('eu-de', 'FAKE-bucket', 'a b/{DATE}//ü?#%2f.txt')
    expect(url.pathname).toBe('/cos/eu-de/FAKE-bucket/a%20b/%7BDATE%7D//%C3%BC%3F%23%252f.txt')
    expect(url.search).toBe('')
  })

  it.each(['', '.', '..', 'a/../../b', 'a/./b', 'a\nb', 'x/..'])('refuses the key %j', (key) => {
    expect(() => objectUrl('eu-de', 'FAKE-bucket', key)).toThrow(AppError)
  })

  it.each(['', '.', '..'])('refuses the bucket %j', (name) => {
    expect(() => objectUrl('eu-de', name, 'x')).toThrow(AppError)
  })
})

describe('objects', () => {
  it('are read as text', async () => {
    upstream.play(bytes(200, 'eyJFAKE.token\n'))
    expect(await getObject(context(), place)).toEqual({ text: 'eyJFAKE.token\n', cut: false })
    expect(upstream.seen[0]?.url).toBe('/cos/eu-de/FAKE-bucket/logs/ownership-challenge.txt')
  })

  it('are read to 16 KB and no further', async () => {
    upstream.play((_, response) => {
      response.writeHead(200)
      const more = setInterval(() => response.write('x'.repeat(4_096)), 5)
      response.on('close', () => clearInterval(more))
    })
    const { text, cut } = await getObject(context(), place)
    expect([text.length, cut]).toEqual([16_384, true])
  })

  it('say in IBM’s code why not', async () => {
    const error =
      '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><RequestId>FAKE-rid</RequestId></Error>'
    const silent = error.replace(/<RequestId>.*<\/RequestId>/, '')
    upstream.play(bytes(404, error), bytes(403, silent, { 'x-clv-request-id': 'FAKE-clv' }))
    await expect(getObject(context(), place)).rejects.toMatchObject({
      failure: 'refused',
      facts: {
        status: 404,
        code: 'NoSuchKey',
        message: 'The specified key does not exist.',
        correlationId: 'FAKE-rid',
      },
    })
    await expect(getObject(context(), place)).rejects.toMatchObject({
      facts: { correlationId: 'FAKE-clv' },
    })
  })

  it('are deleted once', async () => {
    upstream.play(bytes(204, ''))
    await deleteObject(context(), place)
    expect(upstream.seen[0]).toMatchObject({ method: 'DELETE' })
    upstream.play(bytes(403, '<Error><Code>AccessDenied</Code></Error>'))
    await expect(deleteObject(context(), place)).rejects.toMatchObject({
      failure: 'refused',
      facts: { code: 'AccessDenied' },
    })
  })

  it('are written once', async () => {
    upstream.play(bytes(200, '', { 'x-clv-request-id': 'FAKE-clv' }))
    expect(await putObject(context(), { ...place, body: 'probe' })).toEqual({
      correlationId: 'FAKE-clv',
    })
    expect(upstream.seen[0]).toMatchObject({
      method: 'PUT',
      body: 'probe',
      // As `printf probe | openssl md5 -binary | base64` has it.
      headers: { 'content-md5': 'jahD/2UgWmE3Swm4HtD6NQ==' },
    })
    upstream.play(reset)
    await expect(putObject(context(), { ...place, body: 'probe' })).rejects.toMatchObject({
      failure: 'network',
      maybeCarriedOut: true,
    })
    expect(upstream.seen).toHaveLength(1)
  })

  it('in the wrong region are not chased to the right one', async () => {
    const moved = '<Error><Code>PermanentRedirect</Code><Endpoint>evil.example</Endpoint></Error>'
    upstream.play(bytes(301, moved, { location: 'https://evil.example/' }))
    await expect(getObject(context(), place)).rejects.toMatchObject({
      failure: 'unusable',
      facts: { status: 301, code: 'PermanentRedirect' },
    })
  })
})

describe('XML', () => {
  it('knows the five entities and expands no others', () => {
    expect(parseXml('<Error><Message>a &amp; b &lt;c&gt;</Message></Error>')).toEqual({
      Error: { Message: 'a & b <c>' },
    })
    expect(parseXml('<!DOCTYPE a [<!ENTITY x "xx">]><Error>&x;</Error>')).toBeNull()
  })

  it('falls back on JSON, and on nothing for a page', () => {
    expect(readXmlError('{"message":"no"}')).toMatchObject({ message: 'no' })
    expect(readXmlError('<html><body>x</body></html>')).toEqual({})
    expect(readXmlError('')).toEqual({})
  })
})
