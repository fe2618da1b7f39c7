import { describe, expect, it } from 'vitest'
import { tidyEndpoint, tidyToken } from './splunk-paste'

describe('a pasted endpoint', () => {
  it.each([
    ['https://splunk.example:8088/services/collector/raw', 'splunk.example:8088'],
    ['https://splunk.example:8088/services/collector/event', 'splunk.example:8088'],
    ['https://splunk.example:8088/services/collector/event/1.0', 'splunk.example:8088'],
    ['https://splunk.example:8088/services/collector?channel=x', 'splunk.example:8088'],
    ['http://splunk.example:8088/services/collector/', 'splunk.example:8088'],
    [
      'https://http-inputs-acme.splunkcloud.com/services/collector',
      'http-inputs-acme.splunkcloud.com:443',
    ],
    ['splunk.example:8088/services/collector/raw', 'splunk.example:8088'],
    ['https://splunk.example:8088', 'splunk.example:8088'],
    ['https://[2001:db8::1]:8088/services/collector', '[2001:db8::1]:8088'],
    [' https://splunk.example:8088/ ', 'splunk.example:8088'],
    [
      'https://gate.example/splunk/services/collector/event',
      'gate.example:443/splunk/services/collector/raw',
    ],
  ])('%s becomes %s', (text, meant) => {
    expect(tidyEndpoint(text)).toBe(meant)
  })

  it.each([
    'splunk.example:8088',
    'splunk.example',
    'splunk.example:8088/other',
    'https://me:word@splunk.example:8088/services/collector',
    'splunk://splunk.example:8088/services/collector/raw',
    'two words',
    '',
  ])('%s stays', (text) => {
    expect(tidyEndpoint(text)).toBe(text)
  })
})

describe('a pasted token', () => {
  it.each([
    ['Splunk FAKE-hec-token', 'FAKE-hec-token'],
    ['splunk  FAKE-hec-token\n', 'FAKE-hec-token'],
    ['Authorization: Splunk FAKE-hec-token', 'FAKE-hec-token'],
    ['"Authorization: Splunk FAKE-hec-token"', 'FAKE-hec-token'],
    ['FAKE-hec-token', 'FAKE-hec-token'],
    ['Splunk', 'Splunk'],
    ['Splunk-like-token', 'Splunk-like-token'],
  ])('%j becomes %s', (text, token) => {
    expect(tidyToken(text)).toBe(token)
  })
})
