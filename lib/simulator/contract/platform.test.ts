import AccountManagementV4 from '@ibm-cloud/platform-services/account-management/v4.js'
import GlobalCatalogV1 from '@ibm-cloud/platform-services/global-catalog/v1.js'
import IamIdentityV1 from '@ibm-cloud/platform-services/iam-identity/v1.js'
import ResourceControllerV2 from '@ibm-cloud/platform-services/resource-controller/v2.js'
import { IamAuthenticator, NoAuthAuthenticator } from 'ibm-cloud-sdk-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ServedSimulator, serveSimulator } from './serve.ts'

// IBM's own clients are the judges of the simulator: where one of them fails, the simulator is wrong.

let cloud: ServedSimulator
beforeAll(async () => {
  cloud = await serveSimulator()
})
afterAll(() => cloud.close())
beforeEach(() => cloud.simulator.reset())

const signIn = (apikey: string) => new IamAuthenticator({ apikey, url: cloud.iam })
const resources = (apikey: string) =>
  new ResourceControllerV2({ authenticator: signIn(apikey), serviceUrl: cloud.resourceController })
const tokenRequests = () =>
  cloud.simulator.requests.list().filter(({ path }) => path === '/identity/token')

/** Everything that an error says of itself, to be searched for secrets. */
function everythingIn(error: unknown): string {
  const stack = error instanceof Error ? `${error.message} ${error.stack}` : ''
  return `${stack} ${JSON.stringify(error)}`
}

describe('ibm-cloud-sdk-core: IamAuthenticator', () => {
  test('one token serves twenty calls at a time', async () => {
    const client = resources(cloud.keys.manager)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => client.listResourceInstances({ limit: 1 })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect(tokenRequests()).toHaveLength(1)
  })

  test('a token that has run out is renewed', async () => {
    const short = await serveSimulator({ tokenLifetimeSeconds: 1 })
    try {
      const authenticator = new IamAuthenticator({ apikey: short.keys.reader, url: short.iam })
      const serviceUrl = short.resourceController
      const client = new ResourceControllerV2({ authenticator, serviceUrl })
      await client.listResourceInstances({ limit: 1 })
      await new Promise((resolve) => setTimeout(resolve, 1100))
      expect((await client.listResourceInstances({ limit: 1 })).status).toBe(200)
      const requests = short.simulator.requests.list()
      expect(requests.filter(({ path }) => path === '/identity/token')).toHaveLength(2)
    } finally {
      await short.close()
    }
  })

  test.each(['unknown', 'disabled', 'locked', 'expired', 'mfa'] as const)(
    'a refused key (%s) is an error of 4xx without the key in it',
    async (name) => {
      const key = cloud.keys[name]
      const error: unknown = await resources(key)
        .listResourceInstances()
        .catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(Error)
      expect(error).toMatchObject({
        status: expect.toSatisfy((at: number) => at >= 400 && at < 500),
      })
      expect(everythingIn(error)).not.toContain(key)
      expect(tokenRequests()).toHaveLength(1)
    },
  )
})

describe('@ibm-cloud/platform-services: ResourceControllerV2', () => {
  test('the pager finds every instance of the account once', async () => {
    const client = resources(cloud.keys.manager)
    const filter = { type: 'service_instance', limit: 50 }
    const pager = new ResourceControllerV2.ResourceInstancesPager(client, filter)
    const pages = []
    while (pager.hasNext()) pages.push(await pager.getNext())
    expect(pages.length).toBeGreaterThan(1)
    expect(pages[0]).toHaveLength(50)

    const crns = pages.flat().map(({ crn }) => crn ?? '')
    const account = `a/${cloud.account.id}`
    const expected = cloud.simulator.state.instances
      .filter(({ crn, state }) => crn.includes(account) && state === 'active')
      .map(({ crn }) => crn)
    expect([...crns].sort()).toEqual([...expected].sort())
    for (const service of ['internet-svcs', 'cloud-object-storage', 'logs']) {
      expect(crns.filter((crn) => crn.split(':')[4] === service)).not.toEqual([])
    }
  })

  test('the known ids of CIS and Object Storage filter', async () => {
    const client = resources(cloud.keys.manager)
    const services = {
      'internet-svcs': '75874a60-cb12-11e7-948e-37ac098eb1b9',
      'cloud-object-storage': 'dff97f5c-bc5e-4455-b470-411c3edbe49c',
    }
    for (const [service, resourceId] of Object.entries(services)) {
      const { result } = await client.listResourceInstances({ resourceId })
      expect(result.resources.length).toBeGreaterThan(0)
      expect(new Set(result.resources.map(({ crn }) => crn?.split(':')[4]))).toEqual(
        new Set([service]),
      )
    }
  })

  test('one instance is found by its GUID, a missing one is 404', async () => {
    const client = resources(cloud.keys.manager)
    const { result } = await client.getResourceInstance({ id: cloud.cisInstanceId })
    expect(result).toMatchObject({ crn: cloud.cisInstance, guid: cloud.cisInstanceId })
    const id = '00000000-0000-4000-8000-00000000ffff'
    await expect(client.getResourceInstance({ id })).rejects.toMatchObject({ status: 404 })
  })

  test('without a token it is 401', async () => {
    const authenticator = new NoAuthAuthenticator()
    const serviceUrl = cloud.resourceController
    const client = new ResourceControllerV2({ authenticator, serviceUrl })
    await expect(client.listResourceInstances()).rejects.toMatchObject({ status: 401 })
  })
})

describe('@ibm-cloud/platform-services: IamIdentityV1', () => {
  const identity = () =>
    new IamIdentityV1({ authenticator: signIn(cloud.keys.manager), serviceUrl: cloud.iam })

  test('a key tells of itself, and not itself', async () => {
    const iamApiKey = cloud.destinationKeys.cosExpiresSoon
    const { result } = await identity().getApiKeysDetails({ iamApiKey })
    expect(result).toMatchObject({
      name: expect.any(String),
      iam_id: expect.stringMatching(/^iam-ServiceId-/),
      account_id: cloud.account.id,
      locked: false,
    })
    const days = (Date.parse(result.expires_at ?? '') - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(4)
    expect(days).toBeLessThan(6)
    expect(JSON.stringify(result)).not.toContain(iamApiKey)
  })

  test('an unknown key is an error without the key in it', async () => {
    const iamApiKey = cloud.keys.unknown
    const error: unknown = await identity()
      .getApiKeysDetails({ iamApiKey })
      .catch((reason: unknown) => reason)
    expect(error).toMatchObject({ status: 404, message: expect.stringContaining('not be found') })
  })
})

describe('@ibm-cloud/platform-services: GlobalCatalogV1', () => {
  const catalog = () =>
    new GlobalCatalogV1({
      authenticator: new NoAuthAuthenticator(),
      serviceUrl: `${cloud.globalCatalog}/api/v1`,
    })

  test('a plan has a name', async () => {
    const client = resources(cloud.keys.manager)
    const { result } = await client.getResourceInstance({ id: cloud.cisInstanceId })
    const plan = await catalog().getCatalogEntry({ id: result.resource_plan_id ?? '' })
    expect(plan.result).toMatchObject({ id: result.resource_plan_id, kind: 'plan' })
    expect(plan.result.name).toMatch(/^enterprise/)
  })

  test('an unknown one is 404', async () => {
    await expect(catalog().getCatalogEntry({ id: 'no-such-plan' })).rejects.toMatchObject({
      status: 404,
    })
  })
})

test('@ibm-cloud/platform-services: AccountManagementV4 reads the account', async () => {
  const authenticator = signIn(cloud.keys.reader)
  const client = new AccountManagementV4({ authenticator, serviceUrl: cloud.accounts })
  const { result } = await client.getAccount({ accountId: cloud.account.id })
  expect(result).toMatchObject({ id: cloud.account.id, name: cloud.account.name })
})
