/** The XML of S3: built here, so that nothing from outside gets into a document unescaped. */

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/'

/** XML 1.0 knows no way to write these characters, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are to be found
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A parser would turn a bare carriage return into a line feed.
  '\r': '&#13;',
}

function escapeXml(text: string): string {
  return text
    .replace(UNWRITABLE, '\ufffd')
    .replace(/[&<>"'\r]/g, (character) => ENTITIES[character] ?? character)
}

/** An element's content: text (escaped), or elements in order. `null` members are left out. */
export type XmlContent = string | number | boolean | readonly (XmlElement | null)[]
export type XmlElement = readonly [name: string, content: XmlContent]

function element([name, content]: XmlElement, attributes = ''): string {
  const inner =
    typeof content === 'object'
      ? content.map((child) => (child ? element(child) : '')).join('')
      : escapeXml(String(content))
  return inner === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`
}

// The line break matters: ibm-cos-sdk finds a bucket's location by a pattern that would match from here on.
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** A result document in the S3 namespace. */
export function xmlDocument(root: XmlElement): string {
  return `${HEAD}${element(root, ` xmlns="${NAMESPACE}"`)}`
}

/**
 * An error document, with no namespace. Source: the answer quoted in ibm-cloud-docs/cloud-object-storage #83 and
 * IBM's "Bucket operations" (BucketNotEmpty).
 */
export function xmlErrorDocument(error: {
  code: string
  message: string
  resource: string
  requestId: string
  status: number
}): string {
  return `${HEAD}${element([
    'Error',
    [
      ['Code', error.code],
      ['Message', error.message],
      ['Resource', error.resource],
      ['RequestId', error.requestId],
      ['httpStatusCode', error.status],
    ],
  ])}`
}
