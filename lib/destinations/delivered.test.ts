import { expect, test } from 'vitest'
import { deliveredAs } from './delivered'
import { fromConf } from './registry'

test.each([
  ['cos://logs/http?region=eu-de&instance-id=1', 'file'],
  ['s3://logs/http?region=us-east-1', 'file'],
  ['azure://acme.blob.core.windows.net/edge?sig=FAKE', 'file'],
  ['https://in.example/v1', 'delivery'],
  ['splunk://splunk.example:8088/services/collector/raw?channel=1', 'delivery'],
  ['datadog://http-intake.logs.datadoghq.eu/api/v2/logs', 'delivery'],
])('%s takes a %s', (conf, expected) => expect(deliveredAs(fromConf(conf))).toBe(expected))
