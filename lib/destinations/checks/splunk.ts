import { usualSourceType } from '../splunk-place'
import { checkSecret } from './credential'
import { checkAddress, checkEscapes, splitAddress } from './host'
import { type Check, type CheckItem, error, note, textOf, warning } from './item'

const raw = '/services/collector/raw'
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function checkPath(path: string): CheckItem[] {
  const bare = path.replace(/\/$/, '')
  if (bare === '' || bare === raw) return []
  if (/\/services\/collector(?:\/event(?:\/1\.0)?)?$/i.test(bare)) {
    return [
      error(
        'endpoint_not_raw',
        'endpoint',
        `IBM sends raw lines. Use ${raw}, not the event endpoint.`,
      ),
    ]
  }
  // Behind a proxy it may lie deeper.
  if (bare.endsWith(raw)) return []
  return [error('endpoint_path', 'endpoint', `IBM expects the path ${raw}.`)]
}

function checkEndpoint(text: string): CheckItem[] {
  const address = splitAddress(text)
  const items = checkAddress(address, 'endpoint')
  if (address.scheme !== null) {
    items.push(
      error(
        'endpoint_scheme',
        'endpoint',
        'Start with the host name, without https:// or another scheme.',
      ),
    )
  }
  items.push(...checkEscapes(address.path, 'endpoint'), ...checkPath(address.path))
  if (address.host === '' || items.some(({ level }) => level === 'error')) return items
  if (address.port !== null && !['443', '8088'].includes(address.port)) {
    items.push(
      warning('port_unusual', 'endpoint', 'IBM delivers to Splunk on port 443 or 8088 only.'),
    )
  }
  // Source: the engine's Splunk page. A wrong host is answered with a 504 there.
  if (/^(?!http-inputs[-.])[^.]+\.splunkcloud(?:gc)?\.com$/i.test(address.host)) {
    items.push(
      warning(
        'splunk_cloud_host',
        'endpoint',
        'Splunk Cloud accepts events at a host that starts with http-inputs-. This looks like its web address.',
      ),
    )
  }
  return items
}

function checkToken(value: unknown): CheckItem[] {
  const token = textOf(value)
  if (/^splunk\s+splunk\b/i.test(token)) {
    return [warning('word_twice', 'token', '“Splunk” appears twice. Enter only the token.')]
  }
  if (/^(?:bearer|basic)\s/i.test(token)) {
    return [
      warning(
        'word_wrong',
        'token',
        'Splunk doesn’t accept Bearer or Basic here. Enter only the HEC token.',
      ),
    ]
  }
  return checkSecret(token.replace(/^splunk\s+/i, ''), 'token')
}

export const checkSplunk: Check = (input) => {
  const items = [...checkEndpoint(textOf(input.endpoint)), ...checkToken(input.token)]
  const channel = textOf(input.channelId)
  const token = textOf(input.token).replace(/^splunk\s+/i, '')
  if (channel !== '' && !guid.test(channel)) {
    items.push(
      error(
        'channel_not_guid',
        'channelId',
        'A channel is a GUID. Leave it empty to have one created.',
      ),
    )
  } else if (channel !== '' && channel.toLowerCase() === token.toLowerCase()) {
    items.push(
      warning(
        'channel_is_token',
        'channelId',
        'This is the token. A channel is shown and logged; use another GUID.',
      ),
    )
  }
  if (textOf(input.sourceType) === '') {
    items.push(
      note(
        'source_type_missing',
        'sourceType',
        `Without a source type, ${usualSourceType} is used.`,
      ),
    )
  } else if (/[\s\p{Cc}"&=?#]/u.test(textOf(input.sourceType))) {
    items.push(
      warning(
        'source_type_odd',
        'sourceType',
        'A source type is one word such as cloudflare:json.',
      ),
    )
  }
  if (input.skipVerify === true) {
    items.push(
      warning(
        'certificate_unchecked',
        'skipVerify',
        'IBM then sends logs and token to any server that answers at this address. Use it only for a self-signed certificate.',
      ),
    )
  }
  return items
}
