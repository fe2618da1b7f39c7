import 'server-only'
import { param } from '@/lib/destinations/conf'
import type { ParsedConf } from '@/lib/destinations/kind'
import { notPossible, probeHttps } from './https'
import { engineRequest, greet, whereOf } from './request'
import { probeSplunk } from './splunk'
import type { Probe } from './types'
import { otherAddresses, placeText } from './words'

/** The engine's own texts, by scheme. Forms: Cloudflare, "Enable destinations"; that IBM's engine has all of them is unproven. */
export const probeOther: Probe = async (target) => {
  const { scheme } = target.conf
  switch (scheme) {
    case 'https':
    case 'datadog':
    case 'sumo':
      return probeHttps(target)
    case 'splunk':
      return probeSplunk(target)
    case 'http':
      return notPossible('Not tried: IBM sends over https:// only.')
    case 'cos':
      return notPossible('Not tried: choose Cloud Object Storage as the kind to test a bucket.')
    case 'ibmcl':
      return notPossible('Not tried: choose IBM Cloud Logs as the kind to test an instance.')
    case 's3':
    case 'r2':
    case 'gs':
    case 'azure':
      return probeStorage(target)
    default:
      return notPossible(`Not tried: ${scheme}:// is not known here.`)
  }
}

/** The host of a storage service; null: the text does not say. */
function storageHost(conf: ParsedConf): string | null {
  switch (conf.scheme) {
    case 's3': {
      const endpoint = param(conf, 'endpoint')
      if (endpoint) return endpoint.replace(/^https:\/\//i, '').replace(/\/.*$/, '')
      const region = param(conf, 'region') ?? ''
      if (!/^[a-z]{2}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/.test(region)) return null
      return `s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`
    }
    case 'r2': {
      const account = param(conf, 'account-id') ?? ''
      return /^[0-9a-f]{32}$/i.test(account) ? `${account}.r2.cloudflarestorage.com` : null
    }
    case 'gs':
      return 'storage.googleapis.com'
    default:
      return conf.authority.includes('.') ? conf.authority : null
  }
}

const namedBy: Record<string, string> = {
  s3: 'Not tried: the text names no region of Amazon S3, and no endpoint.',
  r2: 'Not tried: the text names no account-id (32 hexadecimal characters).',
  azure: 'Not tried: the text names no storage account, such as account.blob.core.windows.net.',
}

/** Whether the service is there; writing takes its own signatures, and proving the bucket one's own takes IBM. */
const probeStorage: Probe = async (target) => {
  const { conf } = target
  const authority = storageHost(conf)
  if (authority === null) return notPossible(namedBy[conf.scheme] ?? '')
  const request = engineRequest({ ...conf, authority, path: '', text: '', params: [] })
  if (request === null) return notPossible('Not tried: the text names no host.')
  const tried = `A TLS connection to ${placeText(whereOf(request.url))}. Nothing was written.`
  return greet(target, {
    url: request.url,
    tried,
    cannotProve,
    met: (_, at) => ({
      ok: null,
      tried,
      proves: 'The storage service is there and speaks TLS with a valid certificate.',
      cannotProve,
      code: 'reached_only',
      detail: `${at} answers. Writing can’t be tested from here: IBM tries it when the job is created.`,
      wrote: null,
    }),
  })
}

const cannotProve = `Whether the bucket exists and the credentials may write to it. ${otherAddresses}`
