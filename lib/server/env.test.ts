import { describe, expect, it } from 'vitest'
import { parseEnv } from './env'

const secret = Buffer.alloc(32, 7).toString('base64')

describe('an environment without a word', () => {
  it('is IBM Cloud, SQLite and loopback', () => {
    expect(parseEnv({})).toEqual({
      IBMCLOUD_IAM_API_ENDPOINT: 'https://iam.cloud.ibm.com',
      IBMCLOUD_CIS_API_ENDPOINT: 'https://api.cis.cloud.ibm.com',
      IBMCLOUD_RESOURCE_CONTROLLER_API_ENDPOINT: 'https://resource-controller.cloud.ibm.com',
      IBMCLOUD_GLOBAL_CATALOG_API_ENDPOINT: 'https://globalcatalog.cloud.ibm.com',
      IBMCLOUD_ACCOUNT_MANAGEMENT_API_ENDPOINT: 'https://accounts.cloud.ibm.com',
      IBMCLOUD_COS_ENDPOINT: 'https://s3.{region}.cloud-object-storage.appdomain.cloud',
      IBMCLOUD_LOGS_INGRESS_ENDPOINT: 'https://{instance_id}.ingress.{region}.logs.cloud.ibm.com',
      DATABASE_URL: undefined,
      DATA_DIR: './data',
      APP_SECRET: undefined,
      HOST: '127.0.0.1',
      PORT: 3000,
      APP_URL: undefined,
      TRUSTED_PROXIES: [],
      ADMIN_EMAILS: [],
      AUDIT_RETENTION_DAYS: 0,
      ADMIN_GROUPS: [],
      ALLOWED_ACCOUNTS: [],
      OIDC_GROUPS_CLAIM: 'groups',
      OIDC_SCOPES: 'openid email profile groups',
      OIDC_TRUST_EMAIL: false,
      IBMCLOUD_CIS_RATE_LIMIT: 1200,
      COLLECTOR_BUDGET_SHARE: 0.5,
      COLLECTOR_CONCURRENCY: 16,
      DESTINATION_TEST_ALLOW_PRIVATE: false,
      ALERT_ALLOW_PRIVATE: false,
    })
  })

  it('is one whose variables are empty', () => {
    const empty = Object.fromEntries(Object.keys(parseEnv({})).map((name) => [name, '']))
    expect(parseEnv(empty)).toEqual(parseEnv({}))
  })
})

describe('a good value', () => {
  it.each<[string, string, unknown]>([
    ['IBMCLOUD_CIS_API_ENDPOINT', 'http://127.0.0.1:21000/cis/', 'http://127.0.0.1:21000/cis'],
    ['IBMCLOUD_COS_ENDPOINT', 'http://localhost/cos/{region}', 'http://localhost/cos/{region}'],
    ['PORT', '0', 0],
    ['APP_URL', ' https://Logpush.Example.com:443/ ', 'https://logpush.example.com'],
    ['TRUSTED_PROXIES', '10.0.0.0/8, ::1 192.0.2.7', ['10.0.0.0/8', '::1', '192.0.2.7']],
    ['ALLOWED_ACCOUNTS', ' abc123, def456 ', ['abc123', 'def456']],
    ['IBMCLOUD_CIS_RATE_LIMIT', '0', 0],
    ['DESTINATION_TEST_ALLOW_PRIVATE', 'on', true],
    ['DESTINATION_TEST_ALLOW_PRIVATE', 'TRUE', true],
    ['DESTINATION_TEST_ALLOW_PRIVATE', ' 1 ', true],
    ['DESTINATION_TEST_ALLOW_PRIVATE', 'off', false],
    ['DESTINATION_TEST_ALLOW_PRIVATE', 'false', false],
    ['DESTINATION_TEST_ALLOW_PRIVATE', '0', false],
    ['ALERT_ALLOW_PRIVATE', 'on', true],
    ['SMTP_URL', ' smtps://u:p%40@mail.example.com ', 'smtps://u:p%40@mail.example.com'],
    ['SMTP_FROM', 'Logpush <logpush@example.com>', 'Logpush <logpush@example.com>'],
    ['APP_SECRET', secret, secret],
  ])('%s=%s', (name, value, expected) => {
    expect(parseEnv({ [name]: value })).toMatchObject({ [name]: expected })
  })

  it('of PostgreSQL needs the secret that all processes share', () => {
    const DATABASE_URL = 'postgres://FAKE-user:FAKE-password@db.example/logpush'
    expect(parseEnv({ DATABASE_URL, APP_SECRET: secret })).toMatchObject({ DATABASE_URL })
    expect(() => parseEnv({ DATABASE_URL })).toThrow(/APP_SECRET is required with DATABASE_URL/)
  })
})

describe('a bad value', () => {
  const cases: [string, string][] = [
    ['IBMCLOUD_IAM_API_ENDPOINT', 'iam.FAKE.example'],
    ['IBMCLOUD_CIS_API_ENDPOINT', 'ftp://FAKE.example'],
    ['IBMCLOUD_RESOURCE_CONTROLLER_API_ENDPOINT', 'https://FAKE.example/?key=FAKE'],
    ['IBMCLOUD_GLOBAL_CATALOG_API_ENDPOINT', 'https://FAKE:FAKE@catalog.example'],
    ['IBMCLOUD_GLOBAL_CATALOG_API_ENDPOINT', 'https://FAKE.example/#FAKE'],
    ['IBMCLOUD_COS_ENDPOINT', 'https://FAKE.{bucket}.example'],
    ['IBMCLOUD_IAM_API_ENDPOINT', 'https://FAKE.{region}.example'],
    ['IBMCLOUD_LOGS_INGRESS_ENDPOINT', 'https://FAKE {region}'],
    ['DATABASE_URL', 'mysql://FAKE-user:FAKE-password@db.example/logpush'],
    ['APP_SECRET', 'FAKE-too-short'],
    ['PORT', 'FAKE'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '1e3'],
    ['PORT', ' '],
    ['APP_URL', 'FAKE.example'],
    ['APP_URL', 'https://FAKE.example/dashboard'],
    ['TRUSTED_PROXIES', '10.0.0.0/8,FAKE'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['ALLOWED_ACCOUNTS', 'abc/FAKE'],
    ['IBMCLOUD_CIS_RATE_LIMIT', 'FAKE'],
    ['ALERT_ALLOW_PRIVATE', 'FAKE'],
    ['SMTP_URL', 'https://FAKE:FAKE@mail.example.com'],
    ['SMTP_FROM', 'FAKE'],
    ['METRICS_TOKEN', 'FAKE token'],
    ['METRICS_TOKEN', `FAKE${'x'.repeat(100)}`],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'FAKE:4317'],
    ['IBMCLOUD_CIS_RATE_LIMIT', '-5'],
    ['DESTINATION_TEST_ALLOW_PRIVATE', 'yes'],
    ['DESTINATION_TEST_ALLOW_PRIVATE', 'FAKE'],
  ]
  it.each(cases)('%s=%s is named in a sentence, without it', (name, value) => {
    const others = name === 'DATABASE_URL' ? { APP_SECRET: secret } : {}
    let message = ''
    try {
      parseEnv({ ...others, [name]: value })
    } catch (error) {
      message = error instanceof Error ? error.message : ''
    }
    expect(message).toMatch(
      new RegExp(`^The environment is not usable\\. ${name} (must|has) .*\\.$`),
    )
    expect(message).not.toContain('FAKE')
    expect(message).not.toContain(`${value}.`)
  })

  it('is named beside every other one', () => {
    const bad = { PORT: '65536', APP_URL: 'x', DATABASE_URL: 'x' }
    expect(() => parseEnv(bad)).toThrow(
      /DATABASE_URL must .*PORT must be a whole number from 0 to 65535\. APP_URL must /,
    )
  })
})
