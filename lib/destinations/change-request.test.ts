import { describe, expect, it } from 'vitest'
import { changeRequest } from './change-request'
import { destinationPatch, fromConf } from './registry'
import { heldDestination, settlePatch } from './settle-patch'
import { anyPath } from './testing/generators'
import { forAll } from './testing/random'

const id = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'
const other = 'b7c0e5d2-41f8-4f0a-8a57-93d2c6e1aa04'
const apiKey = 'FAKE-KEY-00000002'
const place = `region=eu-de&instance-id=${id}`
const held = (path: string, more = '') =>
  `cos://edge-logs${path}?${place}&ibm_api_key=FAKE-KEY-00000001${more}`
const logs = (host: string, rest = '') =>
  `ibmcl://${host}/logs/v1/singles?ibm_api_key=FAKE-KEY-1${rest}`

/** What IBM is sent for a destination as it was read, with these members changed. */
function sent(conf: string, change: object) {
  const patch = destinationPatch.parse({ ...fromConf(conf), ...change })
  const settled = settlePatch(patch, heldDestination(conf))
  if (settled.outcome !== 'changed') throw new Error(JSON.stringify(settled))
  return changeRequest(settled.input, conf)
}

const cos = (more: object = {}) => ({
  cos: { bucket_name: 'edge-logs', id, region: 'eu-de', ibm_api_key: apiKey, ...more },
})

describe('a new key', () => {
  it.each([
    ['', {}],
    ['/http', { path: 'http' }],
    ['/http/{DATE}', { path: 'http/{DATE}' }],
    ['/date={DATE}', { path: 'date={DATE}' }],
    ['/{DATE}/http', { path: '{DATE}/http' }],
    ['/a%20b', { path: 'a b' }],
  ])('of bucket%s goes with the path to the letter', (path, more) => {
    expect(sent(held(path), { apiKey })).toEqual(cos(more))
  })

  it('leaves daily folders by IBM’s flag as they are', () => {
    const conf = held('/http', '&use_daily_subfolder=true')
    expect(sent(conf, { apiKey })).toEqual(cos({ path: 'http', use_daily_subfolder: true }))
    const both = held('/http/{DATE}', '&use_daily_subfolder=true')
    expect(sent(both, { apiKey })).toEqual(cos({ path: 'http/{DATE}', use_daily_subfolder: true }))
    const no = held('/http', '&use_daily_subfolder=false')
    expect(sent(no, { apiKey })).toEqual(cos({ path: 'http', use_daily_subfolder: false }))
  })

  it.each([
    held('/http/'),
    held('/a//b'),
    held('/%7BDATE%7D'),
    held('/http', '&sse=AES&x=%zz'),
    `COS://edge-logs/x?Region=EU-DE&ibm_api_key=FAKE-KEY-00000001&Instance-ID=${id.toUpperCase()}`,
    'cos://Old_Bucket/{DATE}/x?ibm_api_key=FAKE-KEY-00000001',
    'cos://u:FAKE@edge-logs?ibm_api_key=FAKE-KEY-00000001',
    held('/http', '&use_daily_subfolder=1&sse=AES'),
  ])('of what IBM’s form has no room for goes in the text: %s', (conf) => {
    const text = conf.replace('FAKE-KEY-00000001', apiKey)
    expect(sent(conf, { apiKey })).toEqual({ destination_conf: text })
  })

  it('fixes the text that lost its "&"', () => {
    const conf = `cos://edge-logs?region=eu-de&instance-id=${id}ibm_api_key=FAKE-KEY-00000001`
    expect(sent(conf, { apiKey })).toEqual({
      destination_conf: `cos://edge-logs?${place}&ibm_api_key=${apiKey}`,
    })
  })

  it('of Cloud Logs keeps a private host and what is not known', () => {
    const usual = logs(`${id}.ingress.eu-gb.logs.cloud.ibm.com`)
    const ibmcl = { instance_id: id, region: 'eu-gb', api_key: apiKey }
    expect(sent(usual, { apiKey })).toEqual({ ibmcl })
    for (const conf of [
      logs(`${id}.ingress.private.eu-gb.logs.cloud.ibm.com`),
      logs(`${id}.ingress.eu-gb.logs.cloud.ibm.com`, '&x=1'),
      logs('logs.example'),
    ]) {
      const text = conf.replace('FAKE-KEY-1', apiKey)
      expect(sent(conf, { apiKey })).toEqual({ destination_conf: text })
    }
  })
})

describe('another place', () => {
  const flagged = held('/http', '&use_daily_subfolder=true')
  it.each([
    ['a path', held('/http/{DATE}'), { path: 'x' }, { path: 'x/{DATE}' }],
    ['no daily folders', held('/http/{DATE}'), { dailyFolders: false }, { path: 'http' }],
    ['daily folders', held('/http'), { dailyFolders: true }, { path: 'http/{DATE}' }],
    ['a path, by flag', flagged, { path: 'x' }, { path: 'x', use_daily_subfolder: true }],
    [
      'no daily folders, by flag',
      flagged,
      { dailyFolders: false },
      { path: 'http', use_daily_subfolder: false },
    ],
    [
      'a bucket, the odd path kept',
      held('/date={DATE}'),
      { bucket: 'new-logs' },
      { bucket_name: 'new-logs', path: 'date={DATE}' },
    ],
  ])('%s', (_name, conf, change, more) => {
    expect(sent(conf, { apiKey, ...change })).toEqual(cos(more))
  })

  it('keeps the parameters that nobody here knows', () => {
    const change = { apiKey, path: 'x y', bucket: 'new-logs', region: 'eu', instanceId: other }
    expect(sent(held('/http', '&sse=AES'), change)).toEqual({
      destination_conf: `cos://new-logs/x%20y?region=eu&instance-id=${other}&ibm_api_key=${apiKey}&sse=AES`,
    })
    const conf = held('/http', '&sse=AES&use_daily_subfolder=true')
    expect(sent(conf, { dailyFolders: false })).toEqual({
      destination_conf: conf.replace('=true', '=false'),
    })
  })

  it('of Cloud Logs keeps the form of its host', () => {
    const conf = logs(`${id}.ingress.private.eu-gb.logs.cloud.ibm.com`)
    expect(sent(conf, { apiKey, region: 'eu-de', instanceId: other })).toEqual({
      destination_conf: logs(`${other}.ingress.private.eu-de.logs.cloud.ibm.com`).replace(
        'FAKE-KEY-1',
        apiKey,
      ),
    })
    expect(sent(conf, { apiKey, applicationName: 'edge' })).toMatchObject({
      ibmcl_names: { application_name: 'edge' },
    })
    const odd = { apiKey, instanceId: id, region: 'eu-de' }
    expect(sent(logs('logs.example'), odd)).toEqual({
      ibmcl: { instance_id: id, region: 'eu-de', api_key: apiKey },
    })
  })
})

it('a new key changes nothing else, whatever path and parameters a bucket has', () => {
  forAll(1000, (r) => {
    const path = r.chance(0.5)
      ? `/${encodeURI(anyPath(r))}`
      : `/${r.nasty(6).replace(/[?\s]|ibm_api_key=/g, '')}`
    const more = r.chance(0.5) ? `&${r.text('abc=%&-', 1, 12)}` : ''
    const conf = held(path, more)
    if (fromConf(conf).kind !== 'cos') return
    const request = sent(conf, { apiKey })
    const text = conf.replace('FAKE-KEY-00000001', apiKey)
    if ('cos' in request) {
      const { cos: member } = request as { cos: { path?: string } }
      expect(encodeURI(member.path ?? '').replaceAll('%7BDATE%7D', '{DATE}')).toBe(path.slice(1))
    } else expect(request).toEqual({ destination_conf: text.trim() })
  })
})
