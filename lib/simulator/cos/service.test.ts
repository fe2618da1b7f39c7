import { createHash } from 'node:crypto'
import { XMLParser } from 'fast-xml-parser'
import { beforeEach, describe, expect, test } from 'vitest'
import type { SimService } from '../context.ts'
import { COS, createWorld, START } from '../contract/test-world.ts'
import { createCosService } from './service.ts'

let world: ReturnType<typeof createWorld>
let service: SimService

beforeEach(() => {
  world = createWorld()
  service = createCosService(world.ctx)
  world.addIdentity('manager', { bucketRoles: { '*': ['Manager'], vault: [] } })
  world.addIdentity('pusher', { bucketRoles: { logs: ['ObjectWriter'] } })
  world.addIdentity('reader', { bucketRoles: { logs: ['ContentReader'] } })
  world.addIdentity('stranger', { accountId: 'FAKE-other', bucketRoles: { '*': ['Manager'] } })
  world.addBucket('logs')
  world.addBucket('archive', { location: 'us', storageClass: 'cold' })
  world.addBucket('hidden', { unlisted: true })
  world.addBucket('walled', { firewall: true })
  world.addBucket('vault')
})

async function ask(who: string | null, method: string, path: string, init: RequestInit = {}) {
  const headers = new Headers(init.headers)
  if (who) headers.set('authorization', `Bearer iam-${who}`)
  const url = `http://127.0.0.1:1/cos${path}`
  return await service.handle(new Request(url, { ...init, method, headers }))
}

const parser = new XMLParser({ isArray: (name) => ['Bucket', 'Contents'].includes(name) })
const codeIn = async (response: Response) => parser.parse(await response.text()).Error?.Code
const listing = { headers: { 'ibm-service-instance-id': COS } }

describe('listing buckets', () => {
  test('names them all but the hidden one, without locations', async () => {
    const response = await ask('manager', 'GET', '/eu-de/', listing)
    expect(response.status).toBe(200)
    expect(response.headers.get('x-clv-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    const text = await response.text()
    expect(text).toContain(
      '<ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
    )
    expect(text).not.toContain('LocationConstraint')
    const names = parser
      .parse(text)
      .ListAllMyBucketsResult.Buckets.Bucket.map((bucket: { Name: string }) => bucket.Name)
    expect(names).toEqual(['archive', 'logs', 'vault', 'walled'])
  })

  test('extended tells locations with the class, in pages', async () => {
    const pages: unknown[] = []
    let marker = ''
    for (let more = true; more; ) {
      const path = `/{region}?extended&max-keys=3&marker=${marker}`
      const result = parser.parse(await (await ask('manager', 'GET', path, listing)).text())
      const { IsTruncated, MaxKeys, Buckets } = result.ListAllMyBucketsResult
      expect(MaxKeys).toBe(3)
      pages.push(Buckets.Bucket.map((found: { Name: string; LocationConstraint: string }) => found))
      marker = Buckets.Bucket.at(-1).Name
      more = IsTruncated
    }
    const at = new Date(START).toISOString()
    expect(pages).toEqual([
      [
        { Name: 'archive', CreationDate: at, LocationConstraint: 'us-cold' },
        { Name: 'logs', CreationDate: at, LocationConstraint: 'eu-de-smart' },
        { Name: 'vault', CreationDate: at, LocationConstraint: 'eu-de-smart' },
      ],
      [{ Name: 'walled', CreationDate: at, LocationConstraint: 'eu-de-smart' }],
    ])
  })

  test.each([
    ['the CRN', `crn:v1:bluemix:public:cloud-object-storage:global:a/FAKE-account:${COS}::`, 200],
    ['the GUID', COS, 200],
    ['an unknown one', '00000000-0000-4000-8000-00000000ffff', 403],
  ])('takes %s for the instance: %#', async (_, id, status) => {
    const init = { headers: { 'ibm-service-instance-id': id } }
    expect((await ask('manager', 'GET', '/eu-de/', init)).status).toBe(status)
  })

  test('needs the instance, and a role on all of it', async () => {
    const unnamed = await ask('manager', 'GET', '/eu-de/')
    expect([unnamed.status, await codeIn(unnamed)]).toEqual([400, 'InvalidArgument'])
    for (const who of ['pusher', 'reader', 'stranger', null]) {
      const refused = await ask(who, 'GET', '/eu-de/', listing)
      expect([who, refused.status, await codeIn(refused)]).toEqual([who, 403, 'AccessDenied'])
    }
  })
})

const WHO_MAY = [
  // who, list, head bucket, put, get, head, delete
  ['manager', 200, 200, 200, 200, 200, 204],
  ['pusher', 403, 403, 200, 403, 403, 403],
  ['reader', 200, 200, 403, 200, 200, 403],
  ['stranger', 403, 403, 403, 403, 403, 403],
  [null, 403, 403, 403, 403, 403, 403],
] as const

test.each(WHO_MAY)('roles on a bucket: %s', async (who, ...expected) => {
  await ask('manager', 'PUT', '/eu-de/logs/a.txt', { body: 'x' })
  const statuses = []
  for (const [method, path] of [
    ['GET', '/eu-de/logs?list-type=2'],
    ['HEAD', '/eu-de/logs'],
    ['PUT', '/eu-de/logs/a.txt'],
    ['GET', '/eu-de/logs/a.txt'],
    ['HEAD', '/eu-de/logs/a.txt'],
    ['DELETE', '/eu-de/logs/a.txt'],
  ] as const) {
    const init = method === 'PUT' ? { body: 'x' } : {}
    statuses.push((await ask(who, method, path, init)).status)
  }
  expect(statuses).toEqual(expected)
})

test.each([
  ['manager', 'GET', '/us/logs/a.txt', 404, 'NoSuchBucket'],
  ['manager', 'GET', '/eu-de/nowhere/a.txt', 404, 'NoSuchBucket'],
  ['manager', 'GET', '/eu-de/logs/nothing', 404, 'NoSuchKey'],
  ['manager', 'PUT', '/eu-de/walled/a.txt', 403, 'AccessDenied'],
  ['manager', 'GET', '/eu-de/vault?list-type=2', 403, 'AccessDenied'],
  ['manager', 'POST', '/eu-de/logs/a.txt', 405, 'MethodNotAllowed'],
  ['manager', 'PUT', '/eu-de/new-bucket', 405, 'MethodNotAllowed'],
  ['manager', 'GET', '/eu-de/logs?acl', 501, 'NotImplemented'],
  ['manager', 'GET', '/eu-de/logs?list-type=2&max-keys=many', 400, 'InvalidArgument'],
  ['manager', 'GET', '/eu-de/logs/%ff', 400, 'InvalidURI'],
])('%s %s %s: %i %s', async (who, method, path, status, code) => {
  const response = await ask(who, method, path)
  const requestId = response.headers.get('x-amz-request-id')
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/xml')
  expect(parser.parse(await response.text()).Error).toMatchObject({
    Code: code,
    RequestId: requestId,
    httpStatusCode: status,
  })
})

test('the literal placeholder stands for any location', async () => {
  expect((await ask('manager', 'HEAD', '/{region}/archive')).status).toBe(200)
  expect((await ask('manager', 'HEAD', '/us/archive')).status).toBe(200)
  expect((await ask('manager', 'HEAD', '/eu-de/archive')).status).toBe(404)
})

test('a bucket says where it is', async () => {
  const text = await (await ask('reader', 'GET', '/eu-de/logs?location')).text()
  expect(parser.parse(text).LocationConstraint).toBe('eu-de-smart')
})

describe('objects', () => {
  const key = 'logs/ä & <b>/50%25 {DATE}+1'

  test('come back byte for byte, under a key decoded once', async () => {
    const body = new Uint8Array([0, 1, 2, 255])
    const path = `/eu-de/logs/${key.split('/').map(encodeURIComponent).join('/')}`
    const type = { 'content-type': 'application/gzip' }
    const put = await ask('pusher', 'PUT', path, { body, headers: type })
    const md5 = `"${createHash('md5').update(body).digest('hex')}"`
    expect([put.status, put.headers.get('etag')]).toEqual([200, md5])
    expect([...(world.state.buckets.get('logs')?.objects.keys() ?? [])]).toEqual([key])

    const got = await ask('reader', 'GET', path)
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(body)
    expect(Object.fromEntries(got.headers)).toMatchObject({
      etag: md5,
      'content-type': 'application/gzip',
      'content-length': '4',
      'last-modified': new Date(START).toUTCString(),
    })
    const head = await ask('reader', 'HEAD', path)
    expect([head.headers.get('content-length'), await head.text()]).toEqual(['4', ''])

    const listed = await (await ask('reader', 'GET', '/eu-de/logs?list-type=2')).text()
    expect(parser.parse(listed).ListBucketResult.Contents[0].Key).toBe(key)
  })

  test.each([
    ['bytes=2-3', 206, 'cd', 'bytes 2-3/5'],
    ['bytes=3-', 206, 'de', 'bytes 3-4/5'],
    ['bytes=-2', 206, 'de', 'bytes 3-4/5'],
    ['bytes=1-99', 206, 'bcde', 'bytes 1-4/5'],
    ['lines=1-2', 200, 'abcde', null],
  ])('range %s', async (range, status, text, contentRange) => {
    await ask('pusher', 'PUT', '/eu-de/logs/r', { body: 'abcde' })
    const got = await ask('reader', 'GET', '/eu-de/logs/r', { headers: { range } })
    expect([got.status, await got.text(), got.headers.get('content-range')]).toEqual([
      status,
      text,
      contentRange,
    ])
  })

  test('a range beyond the end and a wrong digest are refused', async () => {
    await ask('pusher', 'PUT', '/eu-de/logs/r', { body: 'abcde' })
    const beyond = await ask('reader', 'GET', '/eu-de/logs/r', { headers: { range: 'bytes=9-' } })
    expect([beyond.status, await codeIn(beyond)]).toEqual([416, 'InvalidRange'])
    const headers = { 'content-md5': createHash('md5').update('other').digest('base64') }
    const wrong = await ask('pusher', 'PUT', '/eu-de/logs/r', { body: 'abcde', headers })
    expect([wrong.status, await codeIn(wrong)]).toEqual([400, 'BadDigest'])
  })

  test('deleting twice succeeds twice', async () => {
    await ask('manager', 'PUT', '/eu-de/logs/d', { body: 'x' })
    for (const _ of [1, 2]) {
      expect((await ask('manager', 'DELETE', '/eu-de/logs/d')).status).toBe(204)
    }
    expect((await ask('manager', 'HEAD', '/eu-de/logs/d')).status).toBe(404)
  })
})

describe('listing objects', () => {
  beforeEach(async () => {
    for (const key of ['a/1', 'a/2', 'a/3', 'b/1', 'c']) {
      await ask('pusher', 'PUT', `/eu-de/logs/${key}`, { body: key })
    }
  })

  const list = async (query: string) =>
    parser.parse(await (await ask('reader', 'GET', `/eu-de/logs?${query}`)).text()).ListBucketResult

  test('version 2 goes on from the token', async () => {
    const keys: string[] = []
    let token: string | undefined
    do {
      const more = token ? `&continuation-token=${token}` : ''
      const page = await list(`list-type=2&max-keys=2${more}`)
      keys.push(...page.Contents.map((found: { Key: string }) => found.Key))
      expect(page.IsTruncated).toBe(page.NextContinuationToken !== undefined)
      token = page.NextContinuationToken
    } while (token)
    expect(keys).toEqual(['a/1', 'a/2', 'a/3', 'b/1', 'c'])
  })

  test('version 1 goes on from a marker, and groups by delimiter', async () => {
    const after = await list('marker=a/3')
    expect(after.Contents.map((found: { Key: string }) => found.Key)).toEqual(['b/1', 'c'])
    const grouped = await list('delimiter=/')
    expect(grouped.CommonPrefixes).toEqual([{ Prefix: 'a/' }, { Prefix: 'b/' }])
    expect(grouped.Contents.map((found: { Key: string }) => found.Key)).toEqual(['c'])
  })

  test('a prefix narrows, and a foreign token is refused', async () => {
    const page = await list('list-type=2&prefix=a/&start-after=a/1')
    expect(page.KeyCount).toBe(2)
    const refused = await ask('reader', 'GET', '/eu-de/logs?list-type=2&continuation-token=zzz')
    expect([refused.status, await codeIn(refused)]).toEqual([400, 'InvalidArgument'])
  })
})
