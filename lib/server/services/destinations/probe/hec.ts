import 'server-only'
import { z } from 'zod'

/** What Splunk's HTTP Event Collector answers. Source: Splunk, "Troubleshoot HTTP Event Collector". */
export type HecAnswer = { code: number; text: string }

const wire = z.looseObject({ code: z.number().int(), text: z.string().catch('') })

/** null: it is none of HEC's. */
export function readHecAnswer(body: string): HecAnswer | null {
  try {
    const read = wire.safeParse(JSON.parse(body))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

const words: Record<number, [code: string, detail: string]> = {
  1: [
    'hec_token_disabled',
    'The HEC token is disabled. Enable it in Splunk (Data inputs, HTTP Event Collector).',
  ],
  2: [
    'hec_token_missing',
    'HEC got no token. A proxy in front of Splunk may remove the Authorization header.',
  ],
  3: [
    'hec_token_malformed',
    'HEC does not accept the form of the token. Enter the token value alone, as Splunk shows it.',
  ],
  4: [
    'hec_token_invalid',
    'HEC does not know this token. Copy the token value from Splunk, and check that host and token belong together.',
  ],
  5: ['hec_no_data', 'HEC got no data. A proxy in front of Splunk may drop the body.'],
  6: [
    'hec_data_format',
    'HEC can’t read the event. A proxy in front of Splunk may change the gzip-compressed body.',
  ],
  7: [
    'hec_index',
    'The token’s default index doesn’t exist or isn’t allowed for the token. Choose another index for the token in Splunk.',
  ],
  8: [
    'hec_error',
    'Splunk had an internal error. Try again in a minute, or look into splunkd.log.',
  ],
  9: ['hec_busy', 'Splunk is busy: its queues are full. Try again in a minute.'],
  10: ['hec_channel_missing', 'HEC needs a channel. Add the parameter channel with a GUID.'],
  11: ['hec_channel_invalid', 'HEC does not accept the channel: it must be a GUID.'],
  12: [
    'hec_event_form',
    'HEC expects its own event format at this path. Use the raw endpoint /services/collector/raw.',
  ],
  13: [
    'hec_event_form',
    'HEC expects its own event format at this path. Use the raw endpoint /services/collector/raw.',
  ],
  14: [
    'hec_ack_disabled',
    'Indexer acknowledgment is disabled for this token, and the path asks for it. Use the raw endpoint /services/collector/raw.',
  ],
  15: [
    'hec_indexed_fields',
    'HEC can’t handle the indexed fields of the event. Check the source type in Splunk.',
  ],
  16: [
    'hec_query_token',
    'HEC does not take a token from the address. Remove the parameter token.',
  ],
  17: [
    'hec_health_path',
    'This is HEC’s health endpoint. Use the raw endpoint /services/collector/raw.',
  ],
  18: ['hec_busy', 'Splunk’s HEC is unhealthy: its queues are full. Try again in a minute.'],
  19: [
    'hec_busy',
    'Splunk’s HEC is unhealthy: its acknowledgment service is unavailable. Try again in a minute.',
  ],
  20: [
    'hec_busy',
    'Splunk’s HEC is unhealthy: queues are full, and its acknowledgment service is unavailable. Try again in a minute.',
  ],
}

/** In our words, with what to do; undefined for a code that Splunk's documentation does not have. */
export function hecWords({ code }: HecAnswer): { code: string; detail: string } | undefined {
  const known = words[code]
  return known && { code: known[0], detail: `${known[1]} (HEC code ${code})` }
}
