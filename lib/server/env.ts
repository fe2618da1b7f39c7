import 'server-only'
import { isIP } from 'node:net'
import { z } from 'zod'
import { comparedEmail } from '@/lib/grants/email'

/** A base URL that may carry a path prefix; `{placeholders}` are filled in per request. */
const endpoint = (fallback: string, placeholders: readonly string[] = []) =>
  z
    .string()
    .default(fallback)
    .transform((value, context) => {
      const names = [...value.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '')
      const unknown = names.find((name) => !placeholders.includes(name))
      if (unknown !== undefined) {
        context.addIssue({ code: 'custom', message: `has an unknown placeholder {${unknown}}` })
        return z.NEVER
      }
      const sample = URL.parse(value.replaceAll(/\{[^}]*\}/g, 'x'))
      if (!sample || !/^https?:$/.test(sample.protocol) || sample.search || sample.hash) {
        context.addIssue({
          code: 'custom',
          message: 'must be an http or https URL without a query',
        })
        return z.NEVER
      }
      if (sample.username || sample.password) {
        context.addIssue({ code: 'custom', message: 'must not contain a user name or password' })
        return z.NEVER
      }
      return value.replace(/\/+$/, '')
    })

function wholeNumber(fallback: number, min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`
  return z
    .string()
    .regex(/^\s*\d{1,9}\s*$/, error)
    .default(String(fallback))
    .transform(Number)
    .pipe(z.number().min(min, error).max(max, error))
}

/** Of a whole; 0 switches off what it is for. */
function share(fallback: number) {
  const error = 'must be a number from 0 to 1'
  return z
    .string()
    .regex(/^\s*(?:0|1|0?\.\d{1,6}|1\.0{1,6})\s*$/, error)
    .default(String(fallback))
    .transform(Number)
}

function onOff(fallback: 'on' | 'off') {
  return z
    .string()
    .default(fallback)
    .transform((value) => value.trim().toLowerCase())
    .pipe(z.enum(['on', 'off', 'true', 'false', '1', '0'], 'must be on or off'))
    .transform((value) => ['on', 'true', '1'].includes(value))
}

const optionalText = z
  .string()
  .optional()
  .transform((value) => (value?.trim() ? value.trim() : undefined))

const optionalSecret = optionalText.refine(
  (value) => value === undefined || Buffer.from(value, 'base64').length === 32,
  'must be 32 bytes in base64, as from: openssl rand -base64 32',
)

/** Separated by commas; names of groups may hold spaces. */
function textList(tidy: (text: string) => string) {
  return z
    .string()
    .default('')
    .transform((value) =>
      value
        .split(',')
        .map((one) => tidy(one.trim()))
        .filter(Boolean),
    )
}

function isIssuer(value: string | undefined): boolean {
  if (value === undefined) return true
  const url = URL.parse(value)
  if (!url || url.search || url.hash || url.username || url.password) return false
  const isLoopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback)
}

const schema = z.object({
  IBMCLOUD_IAM_API_ENDPOINT: endpoint('https://iam.cloud.ibm.com'),
  IBMCLOUD_ACCOUNT_MANAGEMENT_API_ENDPOINT: endpoint('https://accounts.cloud.ibm.com'),
  IBMCLOUD_CIS_API_ENDPOINT: endpoint('https://api.cis.cloud.ibm.com'),
  IBMCLOUD_RESOURCE_CONTROLLER_API_ENDPOINT: endpoint('https://resource-controller.cloud.ibm.com'),
  IBMCLOUD_GLOBAL_CATALOG_API_ENDPOINT: endpoint('https://globalcatalog.cloud.ibm.com'),
  IBMCLOUD_COS_ENDPOINT: endpoint('https://s3.{region}.cloud-object-storage.appdomain.cloud', [
    'region',
  ]),
  IBMCLOUD_LOGS_INGRESS_ENDPOINT: endpoint(
    'https://{instance_id}.ingress.{region}.logs.cloud.ibm.com',
    ['instance_id', 'region'],
  ),
  DATABASE_URL: optionalText.refine(
    (value) => value === undefined || /^postgres(ql)?:\/\//.test(value),
    'must begin with postgres://; leave it unset for SQLite',
  ),
  DATA_DIR: z.string().min(1).default('./data'),
  APP_SECRET: optionalSecret,
  APP_SECRET_NEXT: optionalSecret,
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: wholeNumber(3000, 0, 65535),
  APP_URL: optionalText.transform((value, context) => {
    if (value === undefined) return undefined
    const url = URL.parse(value)
    if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search) {
      context.addIssue({
        code: 'custom',
        message: 'must be an origin such as https://logpush.example.com',
      })
      return z.NEVER
    }
    return url.origin
  }),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .refine(
      (list) => list.every(isNetwork),
      'must be addresses or networks such as 10.0.0.1 or 10.0.0.0/8, separated by commas',
    ),
  ALLOWED_ACCOUNTS: z
    .string()
    .default('')
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .refine(
      (list) => list.every((id) => /^[0-9A-Za-z-]{1,64}$/.test(id)),
      'must be IDs of IBM Cloud accounts, separated by commas',
    ),
  SIGN_IN: z
    .string()
    .optional()
    .transform((value) => value?.split(/[\s,]+/).filter(Boolean))
    .refine(
      (list) => list === undefined || list.every((one) => one === 'ibm' || one === 'oidc'),
      'must be ibm, oidc, or ibm,oidc',
    ),
  OIDC_ISSUER: optionalText.refine(isIssuer, 'must be an https URL; http on loopback only'),
  OIDC_CLIENT_ID: optionalText,
  OIDC_CLIENT_SECRET: optionalText,
  OIDC_SCOPES: z.string().default('openid email profile groups'),
  OIDC_GROUPS_CLAIM: z.string().min(1).default('groups'),
  OIDC_NAME: optionalText,
  OIDC_TRUST_EMAIL: onOff('off'),
  ADMIN_EMAILS: textList(comparedEmail),
  ADMIN_GROUPS: textList((text) => text),
  IBMCLOUD_API_KEY: optionalText,
  AUDIT_RETENTION_DAYS: wholeNumber(0, 0, 36_500),
  IBMCLOUD_CIS_RATE_LIMIT: wholeNumber(1200, 0, 1_000_000),
  COLLECTOR_BUDGET_SHARE: share(0.5),
  COLLECTOR_CONCURRENCY: wholeNumber(16, 1, 256),
  DESTINATION_TEST_ALLOW_PRIVATE: onOff('off'),
  ALERT_ALLOW_PRIVATE: onOff('off'),
  SMTP_URL: optionalText.refine(
    (value) => value === undefined || /^smtps?:$/.test(URL.parse(value)?.protocol ?? ''),
    'must begin with smtp:// or smtps://',
  ),
  SMTP_FROM: optionalText.refine(
    (value) => value === undefined || /^[^\p{Cc}]*[^\s@]+@[^\s@]+[^\p{Cc}]*$/u.test(value),
    'must be an address such as logpush@example.com',
  ),
  // Longer ones do not get past the front.
  METRICS_TOKEN: optionalText.refine(
    (value) => value === undefined || /^[\x21-\x7e]{1,100}$/.test(value),
    'must be up to 100 letters, digits and signs, as from: openssl rand -hex 32',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: optionalText.refine(
    (value) => value === undefined || /^https?:$/.test(URL.parse(value)?.protocol ?? ''),
    'must be an http or https URL',
  ),
})

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  const bits = isIP(address) === 6 ? 128 : 32
  const fits = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits)
  return isIP(address) !== 0 && rest.length === 0 && fits
}

export type Env = z.infer<typeof schema>

/**
 * Reads and checks the environment. An empty variable counts as unset.
 * Throws an Error whose message names each bad variable in a sentence, without its value (it may be a secret).
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = schema.safeParse(given)
  const problems = result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`)
  if (result.success && result.data.DATABASE_URL && !result.data.APP_SECRET) {
    problems.push('APP_SECRET is required with DATABASE_URL: every process must have the same one.')
  }
  if (result.success && result.data.OIDC_ISSUER && !result.data.OIDC_CLIENT_ID) {
    problems.push('OIDC_CLIENT_ID is required with OIDC_ISSUER.')
  }
  if (result.success && result.data.SIGN_IN?.includes('oidc') && !result.data.OIDC_ISSUER) {
    problems.push('SIGN_IN offers oidc, which needs OIDC_ISSUER.')
  }
  if (!result.success || problems.length > 0) {
    throw new Error(`The environment is not usable. ${problems.join(' ')}`)
  }
  return result.data
}

let cached: Env | undefined

/** The checked environment of this process. The only place that reads `process.env`. */
export function env(): Env {
  cached ??= parseEnv(process.env)
  return cached
}
