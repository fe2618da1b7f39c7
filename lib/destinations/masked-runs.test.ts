import { expect, test } from 'vitest'
import { maskedRuns } from './masked-runs'

const shown = (text: string) =>
  maskedRuns(text)
    .map((run) => (run.hidden ? '*'.repeat(run.text.length) : run.text))
    .join('')

test.each([
  ['', ''],
  ['s', 's'],
  ['S3:/', 'S3:/'],
  ['azure://', 'azure://'],
  ['FAKE-secret', '***********'],
  ['https://logs.example/in?token=FAKE-key', 'https://logs.example/in?token=********'],
  ['s3://logs/http/{DATE}?region=us-east-1', 's3://logs/http/{DATE}?region=us-east-1'],
  [
    's3://logs?region=us-east-1&secret-access-key=FAKE+key/1',
    's3://logs?region=us-east-1&secret-access-key=**********',
  ],
  ['https://ann:FAKE@logs.example', 'https://********@logs.example'],
  [' gs://logs ', ' gs://logs '],
])('%j is shown as %j', (text, masked) => expect(shown(text)).toBe(masked))

test.each([
  'https://a.example/x?header_Authorization=Bearer%20FAKE&sig=FAKE&se=2026',
  'azure://x.blob.core.windows.net/c?sv=1&sig=a%2Fb%3D',
  'datadog://http-intake.logs.datadoghq.com/api/v2/logs?header_DD-API-KEY=FAKE&ddsource=cloudflare',
  'https://a.example/x?token=FAKE&x=1&x=2',
])('while %s is typed, every character keeps its place', (text) => {
  for (let end = 0; end <= text.length; end += 1) {
    const typed = text.slice(0, end)
    expect(
      maskedRuns(typed)
        .map((run) => run.text)
        .join(''),
    ).toBe(typed)
  }
  expect(shown(text)).not.toContain('FAKE')
})
