import { checkAddress, checkPort, splitAddress } from './host'
import { type Check, type CheckItem, error, textOf, warning } from './item'

function checkHostOnly(text: string): CheckItem[] {
  const address = splitAddress(text)
  const items = checkAddress(address, 'host')
  if (address.scheme !== null) {
    items.push(error('host_only', 'host', 'Enter only the host name, without https://.'))
  } else if (address.path !== '' || (address.port !== null && !items.some(isMalformed))) {
    items.push(
      error(
        'host_only',
        'host',
        'Enter only the host name. The port has its own field; a path is not sent.',
      ),
    )
  }
  return items
}

const isMalformed = ({ code }: CheckItem) => code === 'host_malformed'

function checkQradarPort(port: unknown): CheckItem[] {
  const items = checkPort(port, 'port')
  if (items.length > 0) return items
  if (Number(port) === 514 || Number(port) === 6514) {
    return [
      warning(
        'port_syslog',
        'port',
        'This is a syslog port, and IBM sends HTTPS. Use the port of an HTTP Receiver log source.',
      ),
    ]
  }
  if (Number(port) === 80) {
    return [warning('port_plain', 'port', 'Port 80 is plain HTTP, and IBM sends HTTPS.')]
  }
  return []
}

export const checkQradar: Check = (input) => [
  ...checkHostOnly(textOf(input.host)),
  ...checkQradarPort(input.port),
]
