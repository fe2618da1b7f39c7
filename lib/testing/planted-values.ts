/** Of unmistakable text, with characters that look otherwise in an address, in JSON and in base64. */
const secret = (name: string) => `FAKE-${name}-PLANTED+/=&%"'<>`
const word = (name: string) => `FAKE-${name}-PLANTED-0123456789abcdef`

export const planted = {
  'the sign-in key': secret('sign-in'),
  'a wrong sign-in key': secret('wrong'),
  'the passcode': secret('passcode'),
  'the bucket’s key': secret('bucket-key'),
  'the Cloud Logs key': secret('logs-key'),
  'a key that is refused': secret('refused-key'),
  'a key that was typed': secret('typed-key'),
  'a made-up ownership token': `${word('made-up-proof')}+/=&%~`,
  'the header of an HTTPS job': word('header'),
  'the Splunk token': word('splunk'),
  'the password in an address': word('password'),
  'the path of a webhook': word('webhook'),
  'the signature': secret('signature'),
  'a short secret': 'FAKE0x7',
  'the S3 key': word('s3-key'),
  'the S3 key with slashes': 'FAKEs3/PLANTED/slashed/EF/0123456789abcdef',
  'what stands in a text of no form': word('formless'),
  'what a destination said': word('said'),
  'the address of a channel': word('channel'),
  'what signs notices': secret('signing'),
  'the mail server’s password': secret('mail'),
}
export type PlantedName = keyof typeof planted
